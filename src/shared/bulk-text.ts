/** Where MobSMS's bulk request puts each recipient's name (*Send bulk SMS*). */
export const NAME_PLACE = '{name}';

/**
 * The text that a bulk request may share: with `{name}` wherever the recipient's name stands. Filling the name
 * in gives `text` again, so recipients of one pattern can go together. Null for a text that must go singly,
 * because it has a `{name}` of its own.
 */
export function bulkPattern(text: string, name: string): string | null {
  if (text.includes(NAME_PLACE) || name.includes(NAME_PLACE)) return null;
  return name === '' ? text : text.replaceAll(name, NAME_PLACE);
}
