import { expect, test } from 'vitest';
import { hasCodeField, serviceNameKey } from '../../src/shared/otp.ts';

test.each([
  ['Kod: <code>', true],
  ['Kod: < Code >', true],
  ['<CODE|nobody> xx <code>', true],
  ['Kod: <<code>', false],
  ['Kod: <<<code>', true],
  ['Kod: <name>', false],
  ['Kod: code', false],
  ['', false],
])('a text has a place for its code as the template’s grammar sees it: %s', (text, has) => {
  expect(hasCodeField(text)).toBe(has);
});

test('all spellings of a service name share a key, other names do not', () => {
  const spellings = [' Best Casino', 'best  casino', 'BEST\tCASINO ', 'Best\u00a0Casino'];
  expect(new Set(spellings.map(serviceNameKey))).toEqual(new Set(['best casino']));
  expect(new Set(['ДЎКОН', 'Дўкон', 'Дўкон'.normalize('NFD')].map(serviceNameKey))).toEqual(
    new Set(['дўкон']),
  );
  expect(serviceNameKey('BestCasino')).not.toBe(serviceNameKey('Best Casino'));
});
