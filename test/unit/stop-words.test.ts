import { expect, test } from 'vitest';
import { isStopMessage } from '../../src/shared/stop-words.ts';

test.each([
  'STOP',
  'stop.',
  ' Stop! ',
  'ТОХТА',
  'Тўхта',
  "TO'XTA",
  'Toʻxta iltimos',
  'to‘xta',
  'СТОП',
  'стоп пожалуйста',
  'სტოპ',
  'Unsubscribe',
  'CANCEL',
  'Opt-out',
  'Stop all',
  'QUIT',
  'Please stop!',
])('%j asks for no more messages', (text) => {
  expect(isStopMessage(text)).toBe(true);
});

test.each([
  '',
  'Salom',
  'Please do not stop',
  'Stop by at five?',
  'Can you cancel my order?',
  'End of the month',
  'To xta',
  'Stopka',
])('%j does not', (text) => {
  expect(isStopMessage(text)).toBe(false);
});
