import { expect, test } from 'vitest';
import { fieldChoices, newestFirst } from '../../../src/renderer/features/contacts/merge-choices.ts';
import type { Contact } from '../../../src/shared/contact.ts';

const contact = (id: number, updatedAt: number, fields: Record<string, string>): Contact => ({
  id,
  phone: `+99890000000${id}`,
  name: 'Aziza',
  fields,
  optedOut: false,
  updatedAt,
});

test('what is known of several people is offered once each, that of the newest first', () => {
  const contacts = newestFirst([
    contact(1, 10, { Shahar: 'Xiva', Izoh: '' }),
    contact(2, 20, { shahar: 'Urganch', Qarz: '5' }),
    contact(3, 5, { Shahar: 'Urganch' }),
  ]);
  expect(contacts.map(({ id }) => id)).toEqual([2, 1, 3]);
  expect(fieldChoices(contacts)).toEqual([
    { field: 'shahar', values: ['Urganch', 'Xiva'] },
    { field: 'Qarz', values: ['5'] },
  ]);
});
