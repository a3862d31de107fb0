import type { ContactFilter, FieldCondition } from '../../../../shared/contact.ts';
import { fieldKey } from '../../../../shared/template.ts';
import { digitsOf, nameKey } from './contact-filter.ts';

/**
 * What the search index has of a contact: the beginnings of the words of the name, every three digits of the number, and
 * of each field that it has one, its value and every three letters of the value. A filter asks for marks that everybody
 * has who matches; others may have them, too, so what is found is looked at.
 */

/** Of a word, so many letters: with more, few words are told apart that are not already. */
const LONGEST_BEGINNING = 8;
/** Of a value that is asked for as a whole. */
const LONGEST_VALUE = 40;
/** Letters, or digits, of a part of a value or a number. */
const PART = 3;
/** Digits from the end of what is searched for; they tell numbers apart, those of the country and the operator do not. */
const TELLING_DIGITS = 6;

/** The marks of a contact, with a space between two. */
export function marksOfContact(phone: string, key: string, fields: string): string {
  const marks = new Set<string>();
  for (const word of wordsOf(key)) {
    for (let length = 1; length <= Math.min(word.length, LONGEST_BEGINNING); length += 1) {
      marks.add(`n${word.slice(0, length)}`);
    }
  }
  for (const part of partsOf(phone.slice(1))) marks.add(part);
  for (const [name, value] of Object.entries(JSON.parse(fields) as Record<string, string>)) {
    const folded = plain(fieldKey(value));
    if (folded === '') continue;
    const field = markOfField(name);
    marks.add(`f${field}`);
    marks.add(`e${field}${folded.slice(0, LONGEST_VALUE)}`);
    for (const part of partsOf(folded)) marks.add(`c${field}${part}`);
  }
  return [...marks].join(' ');
}

/** The marks that all have who match, as FTS5 is asked for them; null where there are none. */
export function marksOfFilter({ search, fields }: Pick<ContactFilter, 'search' | 'fields'>): string | null {
  const wanted = [marksOfSearch(search), ...fields.map((condition) => allOf(marksOfCondition(condition)))];
  return wanted.filter((marks) => marks !== null).join(' AND ') || null;
}

function marksOfSearch(search: string): string | null {
  const byName = allOf(wordsOf(nameKey(search)).map((word) => `n${word.slice(0, LONGEST_BEGINNING)}`));
  const digits = digitsOf(search);
  if (digits === '') return byName;
  const byNumber = allOf(partsOf(tellingDigits(digits)));
  // Two digits are no mark: whoever has them may be anybody.
  return byName === null || byNumber === null ? null : `(${byName} OR ${byNumber})`;
}

/** The end of the digits: where they begin like every second number, as long a list would be walked for nothing. */
function tellingDigits(digits: string): string {
  return digits.length > PART + 1 ? digits.slice(1).slice(-TELLING_DIGITS) : digits;
}

function marksOfCondition({ field: name, is, value }: FieldCondition): string[] {
  const field = markOfField(name);
  const folded = plain(fieldKey(value));
  switch (is) {
    case 'filled':
      return [`f${field}`];
    case 'equal':
      return folded === '' ? [] : [`e${field}${folded.slice(0, LONGEST_VALUE)}`];
    case 'containing':
      return partsOf(folded).map((part) => `c${field}${part}`);
    case 'empty':
      return [];
  }
}

function allOf(marks: readonly string[]): string | null {
  return marks.length === 0 ? null : `(${marks.map((mark) => `"${mark}"`).join(' AND ')})`;
}

function wordsOf(key: string): string[] {
  return key
    .split(' ')
    .filter((word) => word !== '')
    .map(plain);
}

/** Every three letters that stand together. */
function partsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - PART + 1) }, (_, start) =>
    text.slice(start, start + PART),
  );
}

/** With a line for whatever the index would part a mark at. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '_');
}

/** Three letters for the name of a field, so that its marks stay short. A few names may share them. */
function markOfField(name: string): string {
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (const letter of fieldKey(name)) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return ((hash >>> 0) % 36 ** 3).toString(36).padStart(3, '0');
}
