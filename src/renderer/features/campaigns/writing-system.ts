import { unicodeCharacters } from '../../../shared/segments.ts';

/** How the characters that make a text Unicode are said: one by one, or all at once. */
export type WritingSystem = 'cyrillic' | 'georgian' | 'other' | 'special';

/** Odd characters beyond this are no list that anybody reads. */
const LISTED = 5;

/** What a text is written in, where that says more than a list of its odd characters; null where the list does. */
export function writingSystem(text: string): WritingSystem | null {
  const odd = unicodeCharacters(text);
  if (odd.length === 0) return null;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const mostlyIn = (script: RegExp) => (text.match(script)?.length ?? 0) * 2 > letters;
  if (mostlyIn(/\p{Script=Cyrillic}/gu)) return 'cyrillic';
  if (mostlyIn(/\p{Script=Georgian}/gu)) return 'georgian';
  if (letters > 0 && !mostlyIn(/\p{Script=Latin}/gu)) return 'other';
  return odd.length > LISTED ? 'special' : null;
}
