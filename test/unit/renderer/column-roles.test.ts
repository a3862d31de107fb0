import { expect, test } from 'vitest';
import { mappingOf, rolesOf, withRole } from '../../../src/renderer/features/import/column-roles.ts';

test('a mapping becomes roles and comes back', () => {
  const mapping = { phone: 2, name: 0, ignored: [3] };
  const roles = rolesOf(mapping, 5);
  expect(roles).toEqual(['name', 'field', 'phone', 'ignore', 'field']);
  expect(mappingOf(roles)).toEqual(mapping);
});

test('there is one phone and one name: who had the role before becomes a field', () => {
  const roles = rolesOf({ phone: 0, name: 1, ignored: [2] }, 4);
  expect(withRole(roles, 1, 'phone')).toEqual(['field', 'phone', 'ignore', 'field']);
  expect(withRole(roles, 3, 'name')).toEqual(['phone', 'field', 'ignore', 'name']);
  // Of what there may be several, each keeps its own.
  expect(withRole(roles, 3, 'ignore')).toEqual(['phone', 'name', 'ignore', 'ignore']);
});

test('without a phone there is nothing to import', () => {
  expect(mappingOf(rolesOf(null, 3))).toBeNull();
  expect(mappingOf(withRole(rolesOf({ phone: 0, name: null, ignored: [] }, 2), 0, 'ignore'))).toBeNull();
  expect(mappingOf([])).toBeNull();
});
