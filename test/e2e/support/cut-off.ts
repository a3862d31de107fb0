import { expect, type Page } from '@playwright/test';

/** What ends in dots by design: whoever wrote it may have written anything, and the whole of it is shown elsewhere. */
const ownWords = '[data-cut], [data-truncate], [title], input, textarea, select';

/**
 * Nothing that Kaptar says is cut off on the screen as it is, and nothing stands outside of the window. Words of the
 * operator's own that end in dots by design are left out: they carry `title`, or are in an input, or in a column that
 * is marked so.
 */
export async function expectNothingCutOff(page: Page, screen: string): Promise<void> {
  const found = await page.evaluate(async (allowed) => {
    // What is on its way out is not there to be read.
    const movements = document
      .getAnimations()
      .filter((movement) => movement.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(movements.map((movement) => movement.finished));
    const cut: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const words = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent?.trim())
        .join(' ')
        .trim();
      const isShown =
        box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
      // Words for screen readers only are a pixel wide or clipped away on purpose.
      if (words === '' || !isShown || isClipped(style) || element.closest(allowed)) continue;
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
      if (hides && element.scrollWidth > element.clientWidth + 1) cut.push(`cut off: ${words}`);

      // Words that stick out of something that hides what sticks out, wherever above them that is.
      const range = document.createRange();
      range.selectNodeContents(element);
      const text = range.getBoundingClientRect();
      for (let above = element.parentElement; above; above = above.parentElement) {
        const styleAbove = getComputedStyle(above);
        const { overflowX } = styleAbove;
        if (isClipped(styleAbove) || styleAbove.position === 'fixed') break;
        // What scrolls can be scrolled to.
        if (overflowX === 'auto' || overflowX === 'scroll') break;
        const frame = above.getBoundingClientRect();
        const isOut = text.right > frame.right + 1 || text.left < frame.left - 1;
        if (isOut && (overflowX === 'hidden' || overflowX === 'clip')) {
          cut.push(`sticks out: ${words}`);
          break;
        }
      }
      if (box.left < innerWidth && text.right > innerWidth + 1) cut.push(`outside of the window: ${words}`);
    }
    return [...new Set(cut)];

    function isClipped({ clip, clipPath }: CSSStyleDeclaration): boolean {
      return clip !== 'auto' || clipPath !== 'none';
    }
  }, ownWords);
  // Softly: one look tells of all screens.
  expect.soft(found, `${screen}: words that cannot be read to their end`).toEqual([]);
}
