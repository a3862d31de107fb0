import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';

/** The steps of docs/design.md, px; 0 and 1 (a hairline) are none. */
const STEPS = [0, 1, 2, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 36, 48];

const RENDERER = new URL('../../src/renderer/', import.meta.url).pathname;
const DISTANCE = /^\s*(?:gap|row-gap|column-gap|(?:margin|padding)(?:-[a-z]+)*): ([^;]+);/gm;

test('every distance in a style sheet is a step of the scale', () => {
  const strange = globSync('**/*.css', { cwd: RENDERER }).flatMap((file) => {
    const css = readFileSync(`${RENDERER}${file}`, 'utf8');
    return [...css.matchAll(DISTANCE)]
      .filter(([, value = '']) =>
        [...value.matchAll(/(\d+(?:\.\d+)?)px/g)].some(([, px]) => !STEPS.includes(Number(px))),
      )
      .map(([rule]) => `${relative('.', file)}: ${rule.trim()}`);
  });
  expect(strange).toEqual([]);
});
