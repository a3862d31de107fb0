import type { ContactFilter, FieldCondition } from '../../../../shared/contact.ts';
import { fieldKey } from '../../../../shared/template.ts';
import { digitsOf, nameKey } from './contact-filter.ts';

/**
 * What the search index has of a contact: the beginnings of the words of the name, every three and every four digits of the number, the
 * lists, whether it has opted out, of each field that it has one, its value and every three letters of the value, and which
 * fields those are. A filter asks for marks that everybody has who matches; others may have them, too, so what is found is
 * looked at.
 */

/** Of a word, so many letters: with more, few words are told apart that are not already. */
const LONGEST_BEGINNING = 8;
/** Of a value that is asked for as a whole. */
const LONGEST_VALUE = 40;
/** Of whoever has opted out. */
const OPTED_OUT = 'o';
/** Of everybody else. */
const OPTED_IN = 'i';
/** Of nobody. */
const NOBODY = 'x';
/** Letters of a part of a value, digits of a part of a number. */
const PART = 3;
/** Of a number there are these parts, too: three digits that are wanted many have somewhere. */
const LONG_PART = PART + 1;
/** Digits from the end of what is searched for; they tell numbers apart, those of the country and the operator do not. */
const TELLING_DIGITS = 6;
/** Of those without a field: with more of them, going through all who have it is the quicker way. */
const MOST_SHAPES = 30;

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

/**
 * The shape of a contact, a number for the fields that it has, all of them together: there are a few, since most come from
 * files of some columns. The marks of the fields are sorted, with a space between two.
 */
export type ShapeOf = (fieldMarks: string) => number;
/** The shapes without any of these fields, at most so many. */
export type ShapesWithout = (fieldMarks: readonly string[], limit: number) => number[];

/** The marks of a contact, with a space between two. */
export function marksOfContact(contact: MarkedContact, shapeOf: ShapeOf): string {
  const { phone, nameKey: key, fields, optedOut, listIds } = contact;
  const marks = new Set<string>([
    optedOut === 1 ? OPTED_OUT : OPTED_IN,
    ...partsOf(phone.slice(1)),
    ...partsOf(phone.slice(1), LONG_PART),
  ]);
  for (const listId of JSON.parse(listIds) as number[]) marks.add(`l${listId}`);
  for (const word of wordsOf(key)) {
    for (let length = 1; length <= Math.min(word.length, LONGEST_BEGINNING); length += 1) {
      marks.add(`n${word.slice(0, length)}`);
    }
  }
  const filled = new Set<string>();
  for (const [name, value] of Object.entries(JSON.parse(fields) as Record<string, string>)) {
    const folded = plain(fieldKey(value));
    if (folded === '') continue;
    const field = markOfField(name);
    filled.add(`f${field}`);
    marks.add(`e${field}${folded.slice(0, LONGEST_VALUE)}`);
    for (const part of partsOf(folded)) marks.add(`c${field}${part}`);
  }
  const fieldMarks = [...filled].toSorted().join(' ');
  return `${[...marks].join(' ')} ${fieldMarks} s${shapeOf(fieldMarks)}`;
}

/** Marks that all have who match, as FTS5 is asked for them. */
export interface WantedMarks {
  /** Null where there are none. */
  readonly query: string | null;
  /** Whether everybody matches who has them. */
  readonly isExact: boolean;
}

/** The marks of a filter. */
export function marksOfFilter(
  { listId, search, optedOut, fields }: ContactFilter,
  shapesWithout: ShapesWithout,
): WantedMarks {
  const empty = fields.filter(({ is }) => is === 'empty').map(({ field }) => `f${markOfField(field)}`);
  const wanted = [
    marksOfSearch(search),
    ...fields.filter(({ is }) => is !== 'empty').map(marksOfCondition),
    { query: empty.length === 0 ? null : withoutFields(empty, shapesWithout), isExact: true },
    { query: listId === null ? null : `"l${listId}"`, isExact: true },
    { query: optedOut === null ? null : `"${optedOut ? OPTED_OUT : OPTED_IN}"`, isExact: true },
  ];
  return {
    query: wanted.flatMap(({ query }) => query ?? []).join(' AND ') || null,
    isExact: wanted.every((marks) => marks.isExact),
  };
}

/** Everybody who has none of these fields: without going through those who have one, which nearly all may be. */
function withoutFields(fieldMarks: readonly string[], shapesWithout: ShapesWithout): string {
  const without = shapesWithout(fieldMarks, MOST_SHAPES + 1);
  if (without.length === 0) return `"${NOBODY}"`;
  if (without.length <= MOST_SHAPES) return anyOf(without.map((shape) => `s${shape}`));
  return `(${anyOf([OPTED_IN, OPTED_OUT])} NOT ${anyOf(fieldMarks)})`;
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

function anyOf(marks: readonly string[]): string {
  return `(${marks.map((mark) => `"${mark}"`).join(' OR ')})`;
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
