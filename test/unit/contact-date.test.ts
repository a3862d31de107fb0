import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOrderGuess, dateInYear, nextDate, readYearlyDay } from '../../src/shared/contact-date.ts';

test.each([
  ['1990-05-14', '14.5'],
  ['1990/05/14', '14.5'],
  ['1990.5.14', '14.5'],
  ['19900514', '14.5'],
  ['1990-05-14T00:00:00', '14.5'],
  ['1990-05-14 00:00', '14.5'],
  ['14.05.1990', '14.5'],
  [' 14/05/90 ', '14.5'],
  ['14-5', '14.5'],
  ['14.05.', '14.5'],
  ['14.05.1990г.', '14.5'],
  ['29.02.2000', '29.2'],
])('%s is a date', (text, expected) => {
  const read = readYearlyDay(text, 'day-first');
  expect(read && `${read.day}.${read.month}`).toBe(expected);
});

test.each([
  '',
  'yes',
  '14',
  '32.01.1990',
  '30.02.1990',
  '14.13.1990',
  '00.05.1990',
  '1990-05',
  '199-05-14',
  '44695',
  '14.05/1990',
])('%j is none', (text) => {
  expect(readYearlyDay(text, 'day-first')).toBeNull();
});

test('the order tells the month from the day, except behind a year', () => {
  expect(readYearlyDay('03/04/1990', 'day-first')).toEqual({ day: 3, month: 4 });
  expect(readYearlyDay('03/04/1990', 'month-first')).toEqual({ day: 4, month: 3 });
  expect(readYearlyDay('1990-03-04', 'day-first')).toEqual({ day: 4, month: 3 });
});

function guess(...values: string[]) {
  const guessing = createOrderGuess();
  for (const value of values) guessing.add(value);
  return guessing.guess();
}

test('one date that can only be read one way tells the order of all', () => {
  expect(guess('03/04/1990', '05/14/1990')).toEqual({ order: 'month-first', doubtful: '03/04/1990' });
  expect(guess('03.04.1990', '14.05.1990', 'yes')).toEqual({ order: 'day-first', doubtful: '03.04.1990' });
});

test('where nothing tells, a person has to say; where nothing is in doubt, nobody needs to', () => {
  expect(guess('03.04.1990', '05.05.1990')).toEqual({ order: null, doubtful: '03.04.1990' });
  expect(guess('1990-03-04', '05.05.1990')).toEqual({ order: null, doubtful: null });
});

test('29 February is kept on the 28th in other years', () => {
  expect(dateInYear({ month: 2, day: 29 }, 2027)).toBe('2027-02-28');
  expect(dateInYear({ month: 2, day: 29 }, 2028)).toBe('2028-02-29');
});

test('whatever the day: its next date is today or within a year, and comes once a year', () => {
  const day = fc.date({
    min: new Date('2024-01-01'),
    max: new Date('2024-12-31T23:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, day, fc.integer({ min: 2026, max: 2030 }), (born, today, year) => {
      const yearly = { month: born.getUTCMonth() + 1, day: born.getUTCDate() };
      const from = dateInYear({ month: today.getUTCMonth() + 1, day: today.getUTCDate() }, year);
      const next = nextDate(yearly, from);
      expect(next >= from).toBe(true);
      expect(next <= `${year + 1}${from.slice(4)}`).toBe(true);
    }),
  );
});
