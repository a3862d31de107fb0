import { expect, it } from 'vitest';
import { createReloads } from '../../../src/main/shell/page-reloads.ts';

/** What follows crashes at these moments, ms. */
function delaysOf(...moments: readonly number[]): (number | null)[] {
  let now = 0;
  const next = createReloads(() => now);
  return moments.map((moment) => {
    now = moment;
    return next();
  });
}

it('brings a page back at once, then later and later, and asks before it goes on for ever', () => {
  expect(delaysOf(0, 100, 3000, 14_000)).toEqual([0, 2000, 10_000, null]);
});

it('begins anew with a page that was well for a minute', () => {
  expect(delaysOf(0, 100, 60_200, 60_300)).toEqual([0, 2000, 0, 2000]);
});
