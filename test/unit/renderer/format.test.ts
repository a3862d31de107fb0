import { beforeAll, expect, test } from 'vitest';
import { createFormat } from '../../../src/renderer/ui/use-format.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

beforeAll(() => import('../../../src/renderer/intl/cldr-data.ts'));

test.each([
  [1, '100%'],
  [0.996, '>99%'],
  [0.999_999, '>99%'],
  [0.994, '99%'],
  [0.5, '50%'],
  [0.006, '1%'],
  [0.004, '<1%'],
  [0.000_001, '<1%'],
  [0, '0%'],
])('a share of %s is told as %s: all and none only where it is so', (share, words) => {
  expect(createFormat('en').percent(share)).toBe(words);
});

test.each([
  [300, '1 sec'],
  [65 * SECOND, '1 min 5 sec'],
  [2 * MINUTE, '2 min'],
  [599.7 * SECOND, '10 min'],
  [12 * MINUTE + 25 * SECOND, '12 min'],
  [59 * MINUTE + 40 * SECOND, '1 hr'],
  [3 * HOUR + 20 * MINUTE, '3 hr 20 min'],
  [19 * HOUR + 59 * MINUTE, '20 hr'],
  [23 * HOUR + 50 * MINUTE, '1 day'],
  [3 * DAY + 7 * HOUR, '3 days 7 hr'],
  [12 * DAY + 7 * HOUR, '12 days'],
])('%d ms take %s', (ms, words) => {
  expect(createFormat('en').duration(ms)).toBe(words);
});

test.each([
  ['uz', '3 soat 20 daq.', '20 soat'],
  ['ru', '3 ч 20 мин', '20 ч'],
  ['ka', '3 სთ 20 წთ', '20 სთ'],
])('%s has the same steps', (language, some, many) => {
  const told = [3 * HOUR + 20 * MINUTE, 19 * HOUR + 59 * MINUTE].map(createFormat(language).duration);
  expect(told.map((words) => words.replaceAll(/\s/g, ' '))).toEqual([some, many]);
});

test('the time left stands still for a while, and never promises too much', () => {
  const { timeLeft } = createFormat('en');
  expect([25 * MINUTE + 1, 25 * MINUTE + 59 * SECOND].map(timeLeft)).toEqual(['26 min', '26 min']);
  expect([2 * MINUTE + 1, 2 * MINUTE + 5 * SECOND].map(timeLeft)).toEqual(['2 min 5 sec', '2 min 5 sec']);
  expect(timeLeft(100)).toBe('1 sec');
});
