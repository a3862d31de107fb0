import { expect, test } from 'vitest';
import { defaultAccount } from '../../../src/renderer/features/accounts/default-account.ts';
import { account } from './accounts.ts';

const practice = account({ id: 1, demo: true });
const shop = account({ id: 2 });
const office = account({ id: 3 });

test('what was chosen stays chosen while it is there, practice or not', () => {
  expect(defaultAccount([practice, shop, office], 3)).toBe(3);
  expect(defaultAccount([practice, shop], 1)).toBe(1);
  expect(defaultAccount([practice, shop], 3)).toBe(2);
});

test('nobody practises by mistake, and between real accounts a person chooses', () => {
  expect(defaultAccount([practice, shop], null)).toBe(2);
  expect(defaultAccount([practice, shop, office], null)).toBeNull();
  expect(defaultAccount([practice], null)).toBe(1);
  expect(defaultAccount([], null)).toBeNull();
});
