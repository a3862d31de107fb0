import type { ContactFilter, FieldCondition } from '../../../../shared/contact.ts';
import { fieldKey } from '../../../../shared/template.ts';
import { digitsOf, nameKey } from './contact-filter.ts';

/**
 * What the search index has of a contact: the beginnings of the words of the name, every three and every four digits of the number, the
 * lists, the opt-out, and of each field that it has one, its value and every three letters of the value. A filter asks for
 * marks that everybody has who matches; others may have them, too, so what is found is looked at.
 */

/** Of a word, so many letters: with more, few words are told apart that are not already. */
const LONGEST_BEGINNING = 8;
/** Of a value that is asked for as a whole. */
const LONGEST_VALUE = 40;
const EVERYBODY = 'a';
/** Of whoever has opted out. */
const OPTED_OUT = 'o';
/** Letters of a part of a value, digits of a part of a number. */
const PART = 3;
/** Of a number there are these parts, too: three digits that are wanted many have somewhere. */
const LONG_PART = PART + 1;
/** Digits from the end of what is searched for; they tell numbers apart, those of the country and the operator do not. */
const TELLING_DIGITS = 6;

/** A contact as far as it is searched by. */
export interface MarkedContact {
  readonly phone: string;
  readonly nameKey: string;
  /** JSON. */
  readonly fields: string;
  readonly optedOut: number;
  /** A JSON array. */
  readonly listIds: string;
}

/** The marks of a contact, with a space between two. */
export function marksOfContact({ phone, nameKey: key, fields, optedOut, listIds }: MarkedContact): string {
  const marks = new Set<string>([
    EVERYBODY,
    ...partsOf(phone.slice(1)),
    ...partsOf(phone.slice(1), LONG_PART),
  ]);
  if (optedOut === 1) marks.add(OPTED_OUT);
  for (const listId of JSON.parse(listIds) as number[]) marks.add(`l${listId}`);
  for (const word of wordsOf(key)) {
    for (let length = 1; length <= Math.min(word.length, LONGEST_BEGINNING); length += 1) {
      marks.add(`n${word.slice(0, length)}`);
    }
  }
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

/** Marks that all have who match, as FTS5 is asked for them. */
export interface WantedMarks {
  /** Null where there are none. */
  readonly query: string | null;
  /** Whether everybody matches who has them. */
  readonly isExact: boolean;
}

/** The marks of a filter. */
export function marksOfFilter({ listId, search, optedOut, fields }: ContactFilter): WantedMarks {
  const wanted = [
    marksOfSearch(search),
    ...fields.filter(({ is }) => is !== 'empty').map(marksOfCondition),
    { query: listId === null ? null : `"l${listId}"`, isExact: true },
    { query: optedOut === true ? `"${OPTED_OUT}"` : null, isExact: true },
  ];
  const unwanted = [
    ...(optedOut === false ? [`"${OPTED_OUT}"`] : []),
    ...fields.filter(({ is }) => is === 'empty').map(({ field }) => `"f${markOfField(field)}"`),
  ];
  const all = wanted.flatMap(({ query }) => query ?? []).join(' AND ');
  const isExact = wanted.every((marks) => marks.isExact);
  if (unwanted.length === 0) return { query: all || null, isExact };
  return { query: `(${all || `"${EVERYBODY}"`}) NOT (${unwanted.join(' OR ')})`, isExact };
}

function marksOfSearch(search: string): WantedMarks {
  const key = nameKey(search);
  const words = wordsOf(key);
  const byName = {
    query: allOf(words.map((word) => `n${word.slice(0, LONGEST_BEGINNING)}`)),
    isExact: words.length <= 1 && key.length <= 1 + LONGEST_BEGINNING && isPlain(key.trim()),
  };
  const digits = digitsOf(search);
  if (digits === '') return byName;
  const byNumber = allOf(partsOfDigits(digits));
  // Two digits are no mark: whoever has them may be anybody.
  if (byName.query === null || byNumber === null) return { query: null, isExact: false };
  return { query: `(${byName.query} OR ${byNumber})`, isExact: byName.isExact && digits.length <= LONG_PART };
}

/** Of the end of the digits: many numbers begin alike. */
function partsOfDigits(digits: string): string[] {
  return partsOf(digits.slice(-TELLING_DIGITS), digits.length > PART ? LONG_PART : PART);
}

function marksOfCondition({ field: name, is, value }: FieldCondition): WantedMarks {
  const field = markOfField(name);
  const key = fieldKey(value);
  const folded = plain(key);
  if (is === 'filled') return { query: `"f${field}"`, isExact: true };
  // To have no value is the only way to be equal to it; and every value contains it.
  if (folded === '') return { query: null, isExact: false };
  if (is === 'equal') {
    const whole = folded.slice(0, LONGEST_VALUE);
    return { query: `"e${field}${whole}"`, isExact: isPlain(key) && whole === folded };
  }
  const parts = partsOf(folded).map((part) => `c${field}${part}`);
  return { query: allOf(parts), isExact: isPlain(key) && folded.length === PART };
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

/** Every so many letters that stand together. */
function partsOf(text: string, length = PART): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, start) =>
    text.slice(start, start + length),
  );
}

/** With a line for whatever the index would part a mark at. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '_');
}

function isPlain(text: string): boolean {
  return /^[\p{L}\p{N}]*$/u.test(text);
}

/**
 * A few letters for the name of a field, so that its marks stay short. They are a hash of 32 bits: that two of a hundred
 * fields share one is not to be expected in a million address books.
 */
function markOfField(name: string): string {
  // FNV-1a, of 32 bits.
  let hash = 0x811c9dc5;
  for (const letter of fieldKey(name)) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0');
}
