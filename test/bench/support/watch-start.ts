import { writeFileSync } from 'node:fs';
import { app, type WebContents } from 'electron';

/**
 * Loaded into an app before its own code, by `--require`: writes down when its window was usable (ms since 1970), and has
 * it quit. The same for every app that is compared; the app itself knows nothing of it.
 */
const { KAPTAR_SHOWS: selector = 'body', KAPTAR_USABLE_FILE: file = '' } = process.env;

/** A corner of the window where nothing can be pressed. */
const NOWHERE = { x: 2, y: 2, button: 'left', clickCount: 1 } as const;
/** A window that is not shown yet hears no click; this is how exactly the moment is measured, ms. */
const CLICK_EVERY = 2;

/** Resolves in the page as soon as what was waited for has been painted. */
const isPainted = `new Promise((resolve) => {
  const look = () => requestAnimationFrame(
    document.readyState === 'complete' && document.querySelector(${JSON.stringify(selector)})
      ? () => setTimeout(resolve)
      : look
  );
  look();
})`;

/** Resolves in the page with the moment at which it hears a click. */
const hearsClick = `new Promise((resolve) => {
  const hear = () => resolve(performance.timeOrigin + performance.now());
  addEventListener('click', hear, { capture: true, once: true });
})`;

async function watch(contents: WebContents): Promise<void> {
  await contents.executeJavaScript(isPainted);
  const clicking = setInterval(() => {
    contents.sendInputEvent({ type: 'mouseDown', ...NOWHERE });
    contents.sendInputEvent({ type: 'mouseUp', ...NOWHERE });
  }, CLICK_EVERY);
  writeFileSync(file, String(await contents.executeJavaScript(hearsClick)));
  clearInterval(clicking);
  app.quit();
}

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => void watch(contents));
});
