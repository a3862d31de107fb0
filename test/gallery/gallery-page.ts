/** A page with all pictures and their names, those of one screen beside each other. */
export function galleryPage(pictures: readonly string[]): string {
  const screens = new Map<string, string[]>();
  for (const picture of pictures) {
    const screen = picture.replace(/^\w+\//, '').replace(/-(light|dark)$/, '');
    screens.set(screen, [...(screens.get(screen) ?? []), picture]);
  }
  const sections = [...screens].map(
    ([screen, names]) => `<section id="${screen}">
      <h2>${screen}</h2>
      <div>${names
        .map(
          (name) =>
            `<figure><a href="${name}.png"><img src="${name}.png" alt="" loading="lazy" /></a><figcaption>${name}</figcaption></figure>`,
        )
        .join('')}</div>
    </section>`,
  );
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Kaptar: every screen</title>
  <style>
    body { margin: 2rem; font: 14px/1.5 system-ui, sans-serif; }
    div { display: grid; grid-template-columns: repeat(auto-fill, minmax(30rem, 1fr)); gap: 1rem; }
    figure { margin: 0; }
    img { width: 100%; border: 1px solid #ccd5d9; }
  </style>
  <h1>Every screen of Kaptar</h1>
  <nav>${[...screens.keys()].map((screen) => `<a href="#${screen}">${screen}</a>`).join(' · ')}</nav>
  ${sections.join('\n')}
</html>
`;
}
