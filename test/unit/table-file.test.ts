import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type Table, type TableCell, writeTable } from '../../src/main/engine/services/table-file.ts';
import { reasonOf } from '../import/workplace.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A moment without a zone's help: whatever the computer's zone is, its clock showed this. */
const MOMENT = new Date(2026, 10, 27, 9, 5, 7).getTime();
const ROW: TableCell[] = ['Nino, “Dato”', '+995555123456', 3, 12_345_600, 0.975, MOMENT, '2026-11-27'];

const table = (rows: Table['rows']): Table => ({
  name: 'Messages',
  columns: [
    { header: 'Name', kind: 'text', width: 30 },
    { header: 'Phone', kind: 'phone' },
    { header: 'Parts', kind: 'number' },
    { header: 'Cost', kind: 'money' },
    { header: 'Delivered', kind: 'share' },
    { header: 'Sent', kind: 'moment' },
    { header: 'Day', kind: 'day' },
  ],
  rows,
});
const always = { signal: new AbortController().signal, onProgress: () => {} };

/** Cells as a spreadsheet shows them, byte order mark included. */
function readCsv(path: string): string[][] {
  return Papa.parse<string[]>(readFileSync(path, 'utf8'), { skipEmptyLines: true }).data;
}

async function readSheets(path: string) {
  return (await readXlsx(readFileSync(path))).sheets;
}

describe('a table as CSV', () => {
  it('is read back cell by cell, numbers with a point and times by the clock of this computer', async () => {
    const path = join(temporaryFolder(), 'report.csv');
    expect(await writeTable(path, table([ROW, Array<null>(7).fill(null)]), always)).toBe(2);
    expect(readFileSync(path, 'utf8').startsWith('\ufeffName,Phone')).toBe(true);
    expect(readCsv(path).slice(1)).toEqual([
      ['Nino, “Dato”', '+995555123456', '3', '12.3456', '0.975', '2026-11-27 09:05:07', '2026-11-27'],
      Array<string>(7).fill(''),
    ]);
  });

  it('makes harmless what a spreadsheet would run that cuts lines at semicolons or tabs', async () => {
    const path = join(temporaryFolder(), 'report.csv');
    const texts = ['Aziza;=1+1;b', 'a\t@SUM(A1)', 'a; ＝1', 'one, -2; three'];
    await writeTable(path, table(texts.map((text) => [text, ...Array<null>(6).fill(null)])), always);
    expect(
      readCsv(path)
        .slice(1)
        .map(([text]) => text),
    ).toEqual(["Aziza;'=1+1;b", "a\t'@SUM(A1)", "a;' ＝1", 'one, -2; three']);
  });

  it('makes what a spreadsheet would run harmless, and leaves what only computes nothing', async () => {
    const path = join(temporaryFolder(), 'report.csv');
    const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\n=cmd', '＝1', 'a=1'];
    const phones = ['+998901234567', '=1+1'];
    const rows = texts.map((text, index) => [text, phones[index] ?? null, -5, null, null, null, null]);
    await writeTable(path, table(rows), always);
    const read = readCsv(path).slice(1);
    expect(read.map(([text]) => text)).toEqual([...texts.slice(0, 7).map((text) => `'${text}`), 'a=1']);
    expect(read.map(([, phone]) => phone).slice(0, 2)).toEqual(['+998901234567', "'=1+1"]);
    expect(read[0]?.[2]).toBe('-5');
  });
});

describe('a table as XLSX', () => {
  it('holds numbers, dates and text, and a phone number as text', async () => {
    const path = join(temporaryFolder(), 'report.XLSX');
    await writeTable(
      path,
      table([ROW, ['=1+1\u0000\u0008 <&>', null, null, null, null, null, null]]),
      always,
    );
    const [sheet, more] = await readSheets(path);
    expect(more).toBeUndefined();
    expect(sheet?.name).toBe('Messages');
    expect(sheet?.rows[0]).toEqual(['Name', 'Phone', 'Parts', 'Cost', 'Delivered', 'Sent', 'Day']);
    expect(sheet?.rows[1]).toEqual([
      'Nino, “Dato”',
      '+995555123456',
      3,
      12.3456,
      0.975,
      new Date(Date.UTC(2026, 10, 27, 9, 5, 7)),
      new Date(Date.UTC(2026, 10, 27)),
    ]);
    // A text, not a formula, and a file that opens whatever a message holds.
    expect(sheet?.rows[2]?.[0]).toMatch(/^=1\+1.* <&>$/s);
  });

  it('goes on in a further sheet, with its header, where one is full', async () => {
    const path = join(temporaryFolder(), 'report.xlsx');
    const rows = ['a', 'b', 'c'].map((name) => [name, null, null, null, null, null, null]);
    await writeTable(path, table(rows), { ...always, maxRowsPerSheet: 3 });
    const sheets = await readSheets(path);
    expect(sheets.map((sheet) => sheet.rows.map(([first]) => first))).toEqual([
      ['Name', 'a', 'b'],
      ['Name', 'c'],
    ]);
  });
});

describe.each(['report.csv', 'report.xlsx'])('%s', (name) => {
  it('is not there after a cancel, and the one before it is as it was', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, name), 'before');
    const controller = new AbortController();
    const progress: number[] = [];
    const endless = function* () {
      for (;;) yield ROW;
    };
    const writing = writeTable(join(folder, name), table(endless()), {
      signal: controller.signal,
      onProgress(rows) {
        progress.push(rows);
        if (rows >= 1000) controller.abort(new Error('cancelled'));
      },
    });
    await expect(writing).rejects.toThrow('cancelled');
    expect(progress).toEqual([250, 500, 750, 1000]);
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('before');
  });

  it('may have a name as long as names can be', async () => {
    const folder = temporaryFolder();
    const longest = `${'ა'.repeat(81)}.${name.split('.')[1]}`;
    await writeTable(join(folder, longest), table([ROW]), always);
    expect(readdirSync(folder)).toEqual([longest]);
  });

  it('says what to do where it cannot be written', async () => {
    const path = join(temporaryFolder(), 'none', name);
    expect(await reasonOf(writeTable(path, table([ROW]), always))).toBe('file-unwritable');
  });

  it('takes its rows from what comes piece by piece, and lets others work meanwhile', async () => {
    const path = join(temporaryFolder(), name);
    let breaths = 0;
    let writing = true;
    const breathe = async () => {
      for (; writing; breaths++) await setImmediate();
    };
    const breathing = breathe();
    const rows = async function* () {
      for (let row = 0; row < 5000; row++) yield await Promise.resolve(ROW);
    };
    expect(await writeTable(path, table(rows()), always)).toBe(5000);
    writing = false;
    await breathing;
    expect(breaths).toBeGreaterThanOrEqual(20);
    const read = name.endsWith('csv') ? readCsv(path) : (await readSheets(path))[0]?.rows;
    expect(read).toHaveLength(5001);
  });
});
