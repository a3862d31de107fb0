import { expect } from '@playwright/test';
import { goTo, importPeople } from './support/page.ts';
import { test } from './support/test.ts';

/** Taller in pixels than a scroller can be: its last rows are reached in larger steps. */
const PEOPLE = 190_000;

test('the last row of a very long table is reached by key and by dragging, and the wheel goes row by row', async ({
  page,
  kaptar,
  dataDir,
}) => {
  const people = Array.from(
    { length: PEOPLE },
    (_, index) => [`${900_000_000 + index}`, `N${index}`] as const,
  );
  const list = await importPeople(kaptar, dataDir, 'Everybody in town', people);
  await goTo(page, `/contacts/list/${list}`);
  const grid = page.getByRole('grid', { name: 'Everybody in town' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(PEOPLE + 1));
  const last = grid.getByText(`N${PEOPLE - 1}`, { exact: true });

  await grid.press('End');
  await expect(last).toBeInViewport({ ratio: 1 });
  await grid.press('ArrowUp');
  await grid.press('Enter');
  await expect(page.getByRole('dialog', { name: `N${PEOPLE - 2}` })).toBeVisible();
  await page.keyboard.press('Escape');
  // While it goes it takes the wheel.
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // Ten rows of 44 pixels.
  const place = await grid.locator('..').boundingBox();
  if (!place) throw new Error('The table is not on the screen.');
  await grid.press('Home');
  await expect(grid.getByText('N0', { exact: true })).toBeInViewport();
  await page.mouse.move(place.x + 100, place.y + 100);
  await page.mouse.wheel(0, 440);
  await expect(grid.getByText('N10', { exact: true })).toBeInViewport({ ratio: 1 });
  await expect(grid.getByText('N8', { exact: true })).not.toBeInViewport();

  // The thumb, from above to below.
  await grid.press('Home');
  const x = place.x + place.width - 6;
  await page.mouse.move(x, place.y + 16);
  await page.mouse.down();
  await page.mouse.move(x, place.y + place.height, { steps: 20 });
  await page.mouse.up();
  await expect(last).toBeInViewport({ ratio: 1 });
});
