import { beforeAll, expect, test } from 'vitest';

/** 21 September 2026, 14:13:20 UTC. */
const MOMENT = 1_790_000_000_000;
/** Before anything is joined to it. */
const inEnglish = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' }).format(MOMENT);
const timeZone = new Intl.DateTimeFormat('en').resolvedOptions().timeZone;

beforeAll(() => import('../../../src/renderer/intl/cldr-data.ts'));

test.each([
  ['uz', '21-sen, 2026, 19:13', '21-sentabr', '1 234 567 soʻm', '5 soat', 'a, b va c', 'Gruziya'],
  ['ka', '21 სექ. 2026, 19:13', '21 სექტემბერი', '1 234 567 UZS', '5 სთ', 'a, b და c', 'საქართველო'],
])('%s is written as its readers write it', (language, dateTime, day, money, hours, list, country) => {
  const spaced = (words: string) => words.replaceAll(/\s/g, ' ');
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'Asia/Tashkent', ...options }).format(MOMENT);
  const number = (value: number, options: Intl.NumberFormatOptions) =>
    spaced(new Intl.NumberFormat(language, options).format(value));

  expect(spaced(date({ dateStyle: 'medium', timeStyle: 'short' }))).toBe(dateTime);
  expect(spaced(date({ day: 'numeric', month: 'long' }))).toBe(day);
  expect(
    number(1_234_567, { style: 'currency', currency: 'UZS', trailingZeroDisplay: 'stripIfInteger' }),
  ).toBe(money);
  expect(number(5, { style: 'unit', unit: 'hour' })).toBe(hours);
  expect(new Intl.ListFormat(language).format(['a', 'b', 'c'])).toBe(list);
  expect(new Intl.DisplayNames([language], { type: 'region' }).of('GE')).toBe(country);
  expect(new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()).toEqual([
    'one',
    'other',
  ]);
});

test('a date without a zone is in the zone of the computer', () => {
  const hour = (language: string) =>
    new Intl.DateTimeFormat(language, { hour: '2-digit', hourCycle: 'h23' }).format(MOMENT);
  expect(Number.parseInt(hour('uz'), 10)).toBe(Number.parseInt(hour('en'), 10));
  expect(new Intl.DateTimeFormat('ka').resolvedOptions().timeZone).toBe(timeZone);
});

test('every zone that a computer may be in is known', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    expect(() => new Intl.DateTimeFormat('uz', { timeZone: zone }).format(MOMENT)).not.toThrow();
  }
});

test('the other languages are written as before', () => {
  expect(new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' }).format(MOMENT)).toBe(
    inEnglish,
  );
  expect(Intl.DateTimeFormat('ru', { timeZone: 'UTC', month: 'long' }).format(MOMENT)).toBe('сентябрь');
  expect(new Intl.NumberFormat('en') instanceof Intl.NumberFormat).toBe(true);
});
