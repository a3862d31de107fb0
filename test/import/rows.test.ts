import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBlank, readRows, type Row } from '../../src/main/engine/services/import/rows.ts';

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
