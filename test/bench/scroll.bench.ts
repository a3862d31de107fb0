import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { firstWindow, startKaptar } from '../e2e/support/launch.ts';
import { filledFolder } from './support/filled-folder.ts';
import { newFolder } from './support/folder.ts';
import { tellFigure } from './support/figure.ts';
import { percentile } from './support/percentile.ts';

/**
 * Row 9: how long a frame of the window takes while a person scrolls by the wheel, drags the thumb to the middle and to the
 * end, and types into the search, in a table of a million rows beside one of a thousand. Displays of tests have no GPU; both sides are drawn in the same way.
 */
const SIZES = [1000, 1_000_000];
/**
 * A turn of the wheel is some rows, as fast as a hand does it; as many turns down as up again. A thousand rows are just as
 * long: with more of them that table would rest at its end while the other still draws.
 */
const WHEEL = { turns: 85, pixels: 480, everyMs: 50 };
/** The thumb is dragged to each of these parts of the way, in so many steps, and rests there until the rows are seen. */
const DRAG = { to: [0.5, 1], steps: 30, everyMs: 16 };
const TYPED = ['aziz', 'кар', '99890', 'nobody'];
const TYPED_EVERY_MS = 120;
/** The first rounds also compile the code. */
const ROUNDS = 4;

const DEEDS = ['scrolling', 'dragging', 'typing'] as const;

const TABLES = [
  { name: 'contacts', hash: '#/contacts' },
  { name: 'messages of a campaign', hash: '#/campaigns/1' },
] as const;

/** Has the page note how long each of its frames took, until it is asked for them. */
const BEGIN = `(() => {
  const frames = []; let last = performance.now(); let goesOn = true;
  const look = (now) => { frames.push(now - last); last = now; if (goesOn) requestAnimationFrame(look); };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(look); });
  window.endFrames = () => { goesOn = false; return frames; };
})()`;

async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(BEGIN);
  await act();
  return page.evaluate<number[]>('window.endFrames()');
}

async function scroll(page: Page): Promise<void> {
  for (const way of [WHEEL.pixels, -WHEEL.pixels]) {
    for (let turn = 0; turn < WHEEL.turns; turn += 1) {
      await page.mouse.wheel(0, way);
      await sleep(WHEEL.everyMs);
    }
  }
}

/** Drags the thumb by the scroller's edge; `last` is the index of the last row. */
async function drag(page: Page, last: number): Promise<void> {
  const scroller = page.getByRole('grid').locator('..');
  await page.getByRole('grid').press('Home');
  await scroller.scrollIntoViewIfNeeded();
  const place = await scroller.boundingBox();
  if (!place) throw new Error('The table is not on the screen.');
  const x = place.x + place.width - 6;
  let y = place.y + 16;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const part of DRAG.to) {
    const by = (place.y + 16 + part * place.height - y) / DRAG.steps;
    for (let step = 0; step < DRAG.steps; step += 1) {
      y += by;
      await page.mouse.move(x, y);
      await sleep(DRAG.everyMs);
    }
    // The shapes of rows that are on their way are hidden from who listens.
    await page.getByRole('grid').locator('tr[aria-hidden]').first().waitFor({ state: 'detached' });
  }
  await page.mouse.up();
  await page.locator(`tr[data-index="${last}"]`).waitFor();
}

async function type(page: Page): Promise<void> {
  const search = page.locator('main input[type="search"], main input[placeholder]').first();
  for (const words of TYPED) {
    await search.click();
    await page.keyboard.type(words, { delay: TYPED_EVERY_MS });
    await sleep(5 * TYPED_EVERY_MS);
    await search.fill('');
  }
}

/** Milliseconds of each frame, by what was done. */
type Frames = Record<(typeof DEEDS)[number], number[]>;

/** The frames of all tables at one size, by what was done. */
async function measure(size: number): Promise<Frames> {
  const folder = newFolder();
  const campaigns = [{ messages: size, sent: 1 }];
  symlinkSync(await filledFolder({ contacts: size, campaigns, received: 0 }), join(folder, 'data'));
  const app = await startKaptar({ dataDir: folder, env: { KAPTAR_CHECK_OUTPUTS: '0' } });
  const { window } = await firstWindow(app);
  const all: Frames = { scrolling: [], dragging: [], typing: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { hash } of TABLES) {
      await window.evaluate(`location.hash = '${hash}'`);
      const row = window.locator('tr[data-index="0"]');
      await row.waitFor();
      await row.hover();
      const scrolling = await framesWhile(window, () => scroll(window));
      const dragging = await framesWhile(window, () => drag(window, size - 1));
      const typing = await framesWhile(window, () => type(window));
      if (round === 0) continue;
      all.scrolling.push(...scrolling);
      all.dragging.push(...dragging);
      all.typing.push(...typing);
    }
  }
  await app.close();
  return all;
}

const [few, many] = [await measure(SIZES[0] ?? 0), await measure(SIZES[1] ?? 0)];
for (const what of DEEDS) {
  tellFigure({
    row: 9,
    name: `a frame while ${what} in a table of a million rows, p99`,
    against: 'a thousand rows',
    measured: percentile(many[what], 0.99),
    reference: percentile(few[what], 0.99),
    unit: 'ms',
    goal: { of: 'ratio', atMost: 1.5 },
  });
  tellFigure({
    row: 9,
    name: `the longest frame while ${what} in a table of a million rows`,
    against: 'the limit',
    measured: Math.max(...many[what]),
    reference: 100,
    unit: 'ms',
    goal: { of: 'measured', atMost: 100 },
  });
}
