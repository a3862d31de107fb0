import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNumberSet } from '../../src/main/engine/lib/number-set.ts';

test('each number is new once, however many there are', () => {
  const few = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 });
  const phones = fc.array(fc.integer({ min: 998_900_000_000_000 - 1000, max: 999_999_999_999_999 }));
  fc.assert(
    fc.property(fc.oneof(few, phones), (numbers) => {
      const set = createNumberSet();
      const known = new Set<number>();
      for (const number of numbers) {
        expect(set.add(number)).toBe(!known.has(number));
        known.add(number);
      }
    }),
  );
  const set = createNumberSet();
  const numbers = Array.from({ length: 200_000 }, (_, index) => 998_900_000_000 + index * 7);
  expect(numbers.every((number) => set.add(number))).toBe(true);
  expect(numbers.some((number) => set.add(number))).toBe(false);
});
