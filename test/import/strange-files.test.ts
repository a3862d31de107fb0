import * as fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { expect, onTestFinished, test } from 'vitest';
import { UNNAMED_COLUMN } from '../../src/shared/csv-import.ts';
import { AppError } from '../../src/shared/errors.ts';
import { inspectCsv } from '../../src/main/engine/services/import/inspect.ts';
import { createTextFiles } from '../../src/main/engine/services/import/text-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openWorkplace } from './workplace.ts';

/** A machine that is busy with other tests takes ten times as long as an idle one. */
const SLOWEST_MS = 120_000;

/** Files that no spreadsheet wrote: each is read or refused in words, and none ends the engine. */

const never = new AbortController().signal;

/** Undefined for what was refused in words for a person; anything else that is thrown is a bug. */
async function unlessRefused<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    expect(error).toBeInstanceOf(AppError);
    expect(String((error as AppError).details?.['reason'])).not.toBe('undefined');
    return undefined;
  });
}

const cell = fc.oneof(
  fc.constantFrom('+998901234567', '90 123 45 67', 'Telefon', '"', '""', '\0', '\ud800', ' ', '', 'Ўзбек'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
/** Rows under a delimiter that may or may not be one, with quotes wherever they fall. */
const crookedText = fc
  .tuple(
    fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }),
    fc.constantFrom(',', ';', '\t', '|', ':', '\0', '"', ''),
    fc.constantFrom('\n', '\r\n', '\r', '\n\n'),
    fc.constantFrom('', 'sep=;\n', '\uFEFF', 'sep=\n', '"sep=,"\n'),
  )
  .map(([rows, delimiter, end, start]) => start + rows.map((row) => row.join(delimiter)).join(end));
const bytes = fc.oneof(
  crookedText.map((text) => Buffer.from(text)),
  crookedText.map((text) => Buffer.from(text, 'utf16le')),
  crookedText.map((text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xc0, 0x80])])),
  crookedText.map((text) => Buffer.from(text, 'latin1')),
  fc.uint8Array({ maxLength: 400 }).map((raw) => Buffer.from(raw)),
);
const encodings = fc.constantFrom(null, 'utf-8' as const, 'utf-16le' as const, 'windows-1251' as const);

test(
  'whatever bytes a text file holds, it is looked at, or refused in words',
  async () => {
    const file = join(temporaryFolder(), 'contacts.csv');
    await fc.assert(
      fc.asyncProperty(bytes, encodings, async (content, encoding) => {
        await writeFile(file, content);
        const choices = { encoding, country: 'UZ', unnamed: UNNAMED_COLUMN };
        const seen = await unlessRefused(inspectCsv(file, choices, never));
        if (seen) expect(JSON.stringify(seen).length).toBeLessThan(100_000);
      }),
      { numRuns: 250 },
    );
  },
  SLOWEST_MS,
);

test(
  'what was looked at can be imported, or is refused in words',
  async () => {
    const { write, inspect, run } = await openWorkplace();
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const path = await write(content);
        const seen = await unlessRefused(inspect(path));
        if (!seen?.mapping) return;
        const result = await unlessRefused(run(path));
        const rows = content.toString('latin1').split(/[\r\n]/).length;
        if (result) expect(result.created + result.updated).toBeLessThanOrEqual(rows);
      }),
      { numRuns: 100 },
    );
  },
  SLOWEST_MS,
);

test(
  'a table comes back as it was written, whichever delimiter it has and whatever its cells hold',
  async () => {
    const { write, run, contacts } = await openWorkplace();
    // Outer space goes, all space in a name is plain, and letters are composed: the rest comes back to the letter.
    const value = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
      .filter((text) => text !== '' && !/[\0\ufeff]/.test(text));
    const tables = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(tables, fc.constantFrom(',', ';', '\t', '|'), async (rows, delimiter) => {
        const people = rows.map(([name, debt], index) => [`+99890123450${index}`, name, debt]);
        const path = await write(Papa.unparse([['Telefon', 'Ism', 'Qarz'], ...people], { delimiter }));
        await run(path);
        const known = new Map((await contacts()).map((contact) => [contact.phone, contact]));
        for (const [phone = '', name, debt] of people) {
          expect(known.get(phone)).toMatchObject({ name, fields: { Qarz: debt } });
        }
      }),
      { numRuns: 30 },
    );
  },
  SLOWEST_MS,
);

test(
  'a workbook with bytes that are others, or missing, is read or refused in words',
  async () => {
    const folder = temporaryFolder();
    const files = createTextFiles(join(folder, 'unpacked'), 5_000_000);
    onTestFinished(() => files.close());
    const rows = Array.from({ length: 5 }, (_, index) => [
      `N${index}`,
      998_901_234_560 + index,
      new Date(0),
      true,
    ]);
    const whole = Buffer.from(
      await writeXlsx({
        sheets: [
          { name: 'A', rows },
          { name: 'B', rows },
        ],
      }),
    );
    const spoiled = fc.oneof(
      fc
        .array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
          minLength: 1,
          maxLength: 12,
        })
        .map((changes) => {
          const copy = Buffer.from(whole);
          for (const [at, byte] of changes) copy[at] = byte;
          return copy;
        }),
      fc.nat({ max: whole.length }).map((length) => whole.subarray(0, length)),
      // The directory at the end, where sizes and places stand.
      fc.tuple(fc.nat({ max: 300 }), fc.uint8Array({ minLength: 4, maxLength: 4 })).map(([back, lie]) => {
        const copy = Buffer.from(whole);
        copy.set(lie, Math.max(0, copy.length - 4 - back));
        return copy;
      }),
    );
    let number = 0;
    await fc.assert(
      fc.asyncProperty(spoiled, async (content) => {
        const path = join(folder, `${(number += 1)}.xlsx`);
        await writeFile(path, content);
        await unlessRefused(files.open(path, never, () => {}));
      }),
      // Each starts a thread of its own.
      { numRuns: 10 },
    );
  },
  SLOWEST_MS,
);
