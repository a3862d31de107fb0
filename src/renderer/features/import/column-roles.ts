import type { ColumnMapping } from '../../../shared/csv-import.ts';

/** What a column of the file is taken for. */
export type ColumnRole = 'phone' | 'name' | 'field' | 'ignore';

/** The roles of all columns under a mapping; without one every column is a field. */
export function rolesOf(mapping: ColumnMapping | null, columns: number): ColumnRole[] {
  return Array.from({ length: columns }, (_, index) => {
    if (mapping?.phone === index) return 'phone';
    if (mapping?.name === index) return 'name';
    return mapping?.ignored.includes(index) ? 'ignore' : 'field';
  });
}

/** Gives a column a role; there is one phone and one name, so who had it before becomes a field. */
export function withRole(roles: readonly ColumnRole[], column: number, role: ColumnRole): ColumnRole[] {
  const unique = role === 'phone' || role === 'name';
  return roles.map((before, index) => {
    if (index === column) return role;
    return unique && before === role ? 'field' : before;
  });
}

/** The mapping that the roles make; null while no column is the phone. */
export function mappingOf(roles: readonly ColumnRole[]): ColumnMapping | null {
  const phone = roles.indexOf('phone');
  if (phone === -1) return null;
  const name = roles.indexOf('name');
  const ignored = roles.flatMap((role, index) => (role === 'ignore' ? [index] : []));
  return { phone, name: name === -1 ? null : name, ignored };
}
