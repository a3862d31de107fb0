import type { ColumnMapping } from '../../../../shared/csv-import.ts';
import { parsePhone } from '../../../../shared/phone.ts';
import { fieldKey } from '../../../../shared/template.ts';
import { looksLikePhone, type CsvShape } from './shape.ts';
import { badFile } from './read-file.ts';
import { REJECT_COLUMNS } from './rejects.ts';

// Words of headers in English, Uzbek (Latin and Cyrillic), Russian and Georgian, as starts of words.
const PHONE =
  /^(?:(?:cell)?phone|telef|mobil|msisdn|телефон|мобил|ტელეფონ|მობილ)|^(?:tel|cell|gsm|тел|моб|ტელ|მობ)$/;
/** A number of something: of a phone only if the cells agree. */
const NUMBER = /^(?:numb|nomer|номер|raqam|рақам|ракам|ნომერ|contact|kontakt|контакт|aloqa|алоқа)/;
const NAME = /^(?:(?:first|full)?name|ism|исм|имя|имен|სახელ)/;
/** Abbreviations of "surname, name, patronymic", without their points. */
const FULL_NAME = /^(?:fio|фио|fish|фиш|fi|фи)$/;
const PERSON = /^(?:client|customer|клиент|mijoz|мижоз|კლიენტ|surname|lastname|familiya|фамили|გვარ)/;

/**
 * Guesses which columns are the phone and the name, by the words of the header and by what the cells hold;
 * null where no column looks like phone numbers.
 */
export function guessMapping(shape: CsvShape, country: string): ColumnMapping | null {
  const phone = best(shape.header, (name, index) => {
    // A header that says "phone" outweighs cells of which half are numbers; "number" only tips the scales.
    const share = shareOf(shape, index, (cell) => phoneLikeness(cell, country));
    return share + (hasWord(name, PHONE) ? 0.75 : 0) + (hasWord(name, NUMBER) ? 0.25 : 0);
  });
  // More than half of the rows being numbers will do, or a header that says so; "number" alone will not.
  if (!phone || phone.score <= 0.5) return null;
  const name = best(shape.header, (words, index) => {
    if (index === phone.index) return 0;
    const lettered = shareOf(shape, index, (cell) =>
      /\p{L}/u.test(cell) && !looksLikePhone(cell, country) ? 1 : 0,
    );
    // Without a header the first column of words is the best guess there is.
    if (shape.headerRow === null) return lettered > 0.5 ? 1 : 0;
    // A column that is called the name is it, however few of its cells are filled.
    const likeness = nameLikeness(words);
    return lettered > (likeness >= 2 ? 0 : 0.5) ? likeness : 0;
  });
  return {
    phone: phone.index,
    name: name?.index ?? null,
    ignored: [...new Set([...ownColumns(shape.header), ...shape.emptyColumns])],
  };
}

/** Throws `bad-mapping` where a mapping does not fit the columns of the file. */
export function checkMapping(mapping: ColumnMapping, header: readonly string[]): void {
  const used = mapping.name === null ? [mapping.phone] : [mapping.phone, mapping.name];
  const outside = [...used, ...mapping.ignored].find((index) => index >= header.length);
  if (outside !== undefined) {
    throw badFile('bad-mapping', `There is no column ${outside + 1}; the file has ${header.length}.`, {
      columns: header,
    });
  }
  if (mapping.phone === mapping.name) {
    throw badFile('bad-mapping', 'One column cannot be both the phone and the name.', { columns: header });
  }
}

/** The columns that Kaptar itself put before those of a file of rejected rows, which has now been mended. */
function ownColumns(header: readonly string[]): number[] {
  const own = REJECT_COLUMNS.every((column, index) => header[index] === column);
  return own ? [...REJECT_COLUMNS.keys()] : [];
}

function best(
  header: readonly string[],
  scoreOf: (name: string, index: number) => number,
): { index: number; score: number } | null {
  let found: { index: number; score: number } | null = null;
  for (const [index, name] of header.entries()) {
    const score = scoreOf(name, index);
    if (score > (found?.score ?? 0)) found = { index, score };
  }
  return found;
}

/** A mean over the rows of the sample: 1 where every cell of the column is what is asked for. */
function shareOf(shape: CsvShape, index: number, likeness: (cell: string) => number): number {
  const sum = shape.sample.reduce((total, { cells }) => total + likeness(cells[index] ?? ''), 0);
  return shape.sample.length === 0 ? 0 : sum / shape.sample.length;
}

/** A doubtful number counts half: tax numbers of Uzbekistan have nine digits too. */
function phoneLikeness(cell: string, country: string): number {
  const parsed = parsePhone(cell, country);
  if (parsed.ok) return parsed.doubtful ? 0.5 : 1;
  return parsed.reason === 'lost-digits' ? 1 : 0;
}

function nameLikeness(name: string): number {
  if (FULL_NAME.test(fieldKey(name).replace(/\P{L}/gu, ''))) return 3;
  if (hasWord(name, NAME)) return 2;
  return hasWord(name, PERSON) ? 1 : 0;
}

function hasWord(name: string, pattern: RegExp): boolean {
  return fieldKey(name)
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => pattern.test(word));
}
