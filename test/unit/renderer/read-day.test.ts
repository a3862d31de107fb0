import { describe, expect, test } from 'vitest';
import { readDay } from '../../../src/renderer/intl/read-day.ts';

const show = (day: string) =>
  new Intl.DateTimeFormat('ru', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));

describe('a day that is typed', () => {
  test.each(['5.6.2026', '05.06.2026', '5/6/2026', '5-6-2026', ' 5 6 2026 ', '2026-06-05', '2026-6-5'])(
    '%s has its day before its month',
    (typed) => {
      expect(readDay(typed, show)).toBe('2026-06-05');
    },
  );

  test('is read in the words in which it is shown', () => {
    for (let month = 1; month <= 12; month += 1) {
      const day = `2026-${String(month).padStart(2, '0')}-15`;
      expect(readDay(show(day), show)).toBe(day);
      expect(readDay(` ${show(day).toUpperCase()}`, show)).toBe(day);
    }
  });

  test.each(['', '5', '5.6', '5.6.20', '5.6.20260', '31.2.2026', '29.2.2027', '6.13.2026', '0.1.2026'])(
    '“%s” is none, or none yet',
    (typed) => {
      expect(readDay(typed, show)).toBeNull();
    },
  );

  test.each(['5 foo 2026', '5 июн. 2026 г. вечером', 'завтра', '32 июн. 2026 г.'])(
    '“%s” is in other words',
    (typed) => {
      expect(readDay(typed, show)).toBeNull();
    },
  );
});
