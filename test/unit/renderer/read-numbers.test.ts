import { expect, test } from 'vitest';
import { readNumbers } from '../../../src/renderer/features/contacts/read-numbers.ts';

test('numbers are read however they are pasted, each once; what is none comes back as it was written', () => {
  expect(readNumbers('90 123 45 67\r\n+998 93 123-45-67; 901234567,,\n', 'UZ')).toEqual({
    phones: ['+998901234567', '+998931234567'],
    faulty: [],
  });
  expect(readNumbers('Aziza\n12', 'UZ')).toEqual({ phones: [], faulty: ['Aziza', '12'] });
});
