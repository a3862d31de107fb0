import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import Papa from 'papaparse';
import { isBlank, parseRows, readRows, type Row } from '../../src/main/engine/services/import/rows.ts';

async function collect(blocks: string[], delimiter = ';', skip = 0): Promise<Row[]> {
  async function* stream() {
    for (const text of blocks) yield { text, bytesRead: 0 };
  }
  const rows: Row[] = [];
  for await (const block of readRows(stream(), { delimiter, skip })) rows.push(...block.rows);
  return rows;
}

/** Cuts a text at places given as shares of its length. */
function cutAt(text: string, places: readonly number[]): string[] {
  const borders = places.map((share) => Math.floor(share * text.length)).toSorted((a, b) => a - b);
  return [0, ...borders].map((start, index) => text.slice(start, borders[index] ?? text.length));
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const cell = fc.string({ unit: fc.constantFrom('a', 'ж', ' ', ';', '"', '\n', "'"), maxLength: 8 });
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

test('a table comes back however its text was cut into blocks', async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.array(share, { maxLength: 12 }),
      fc.boolean(),
      async (cells, places, ended) => {
        const quoted = cells.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(';'));
        const text = quoted.join('\n') + (ended ? '\n' : '');
        const rows = await collect(cutAt(text, places));
        expect(rows.slice(0, cells.length)).toEqual(
          cells.map((row, index) => ({ number: index + 1, cells: row })),
        );
        // What follows the last line break may be a blank row, which is none to an import.
        expect(rows.slice(cells.length).every((row) => isBlank(row.cells))).toBe(true);
      },
    ),
  );
});

test('a line that is no row is skipped, even where blocks are tiny', async () => {
  expect(await collect(['se', 'p=', ';\na', ';b'], ';', 'sep=;\n'.length)).toEqual([
    { number: 1, cells: ['a', 'b'] },
  ]);
});

test('a row that never ends is not waited for', async () => {
  const endless = Array.from({ length: 30 }, () => 'a;'.repeat(50_000));
  await expect(collect(endless)).rejects.toMatchObject({ details: { reason: 'cell-too-long', row: 1 } });
});

/** Quotes wherever people leave them. */
const loose = fc.string({ unit: fc.constantFrom('a', ';', '"', '\n', '\n', ' '), maxLength: 60 });

test('rows that are split are those that papaparse reads, quotes in them or not', () => {
  fc.assert(
    fc.property(loose, fc.boolean(), (text, last) => {
      const parser = new Papa.Parser({ delimiter: ';', newline: '\n' });
      const { data, meta } = parser.parse(text, 0, !last) as Papa.ParseResult<string[]>;
      let read;
      try {
        read = parseRows(text, ';', { first: 1, last });
      } catch (error) {
        expect(error).toMatchObject({ details: { reason: 'bad-quotes' } });
        return;
      }
      expect(read).toEqual({
        rows: data.map((cells, index) => ({ number: index + 1, cells })),
        end: meta.cursor,
      });
    }),
    { numRuns: 5000 },
  );
});

test('a quote that is not closed is told by the row that has it', () => {
  const refusal = (text: string) => {
    try {
      return parseRows(text, ';', { first: 1, last: true });
    } catch (error) {
      return (error as { details?: unknown }).details;
    }
  };
  expect(refusal('a;b\n"c";d\n"e;f\ng;h')).toEqual({ reason: 'bad-quotes', row: 3 });
  expect(refusal('a;b\nc;d\n"e" x;f\ng;"h"\ni;j')).toEqual({ reason: 'bad-quotes', row: 3 });
});
