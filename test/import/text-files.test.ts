import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CellValue, writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import { crc32, inflateRawSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTextFiles } from '../../src/main/engine/services/import/text-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openWorkplace, reasonOf } from './workplace.ts';

const ignored = () => {};
const never = new AbortController().signal;

function openFiles(mostBytes?: number) {
  const folder = temporaryFolder();
  const parent = join(folder, 'unpacked');
  const files = createTextFiles(parent, mostBytes);
  onTestFinished(() => files.close());
  const write = async (content: string | Uint8Array, name = 'Mijozlar.xlsx') => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const workbook = async (sheets: { name: string; rows: CellValue[][] }[]) =>
    write(await writeXlsx({ sheets }));
  /** The sheets of a workbook, each with the text that it was unpacked to. */
  const unpack = async (path: string) => {
    const opened = await files.open(path, never, ignored);
    if (opened.kind !== 'workbook') throw new Error('This is no workbook.');
    return Promise.all(
      opened.sheets.map(async (sheet) => ({ ...sheet, text: await readFile(sheet.path, 'utf8') })),
    );
  };
  return { folder, parent, files, write, workbook, unpack };
}

test('cells come by their value: numbers whole, days as ISO, what could not be computed empty', async () => {
  const { workbook, unpack } = openFiles();
  const path = await workbook([
    {
      name: 'Mijozlar',
      rows: [
        ['Ism', 'Telefon', 'Qarz', 'Tugʻilgan', 'Xat'],
        ['Aziza; "A"', 998_901_234_567, 0.1 + 0.2, new Date(Date.UTC(1990, 11, 31)), true],
        [null, null],
        ['#N/A', '901234568', -5, new Date(Date.UTC(2026, 0, 2, 9, 30)), false],
      ],
    },
  ]);
  const [sheet] = await unpack(path);
  expect(sheet).toMatchObject({ name: 'Mijozlar', rows: 3 });
  expect(sheet?.text.split('\n')).toEqual([
    'sep=;',
    'Ism;Telefon;Qarz;Tugʻilgan;Xat',
    '"Aziza; ""A""";998901234567;0.3;1990-12-31;TRUE',
    expect.stringMatching(/^;?$/),
    ';901234568;-5;2026-01-02 09:30;FALSE',
    '',
  ]);
});

test('a workbook is imported like a text, its rows by their numbers in the sheet', async () => {
  const { workbook, unpack } = openFiles();
  const { run, contacts, pathOf } = await openWorkplace();
  const path = await workbook([
    {
      name: 'Mijozlar',
      rows: [['Mijozlar roʻyxati 2026'], [], ['Ism', 'Telefon'], ['Aziza', 998_901_234_567], ['Ali', '12']],
    },
  ]);
  const [sheet] = await unpack(path);
  const rejects = pathOf('rad.csv');
  const report = await run(sheet?.path ?? '', { rejects });
  expect(report).toMatchObject({ rows: 2, created: 1, invalid: 1 });
  expect(report.rejected).toMatchObject([{ row: 5, reason: 'not-a-phone' }]);
  expect(await contacts()).toMatchObject([{ name: 'Aziza', phone: '+998901234567' }]);
  expect(await readFile(rejects, 'utf8')).toContain('5;not-a-phone');
});

test('sheets that hold nothing are no choice', async () => {
  const { workbook, unpack } = openFiles();
  const path = await workbook([
    { name: 'Boʻsh', rows: [] },
    { name: 'Toshkent', rows: [['Telefon'], ['901234567']] },
    { name: 'Samarqand', rows: [['Telefon'], ['901234568'], ['901234569']] },
  ]);
  expect((await unpack(path)).map(({ name, rows }) => ({ name, rows }))).toEqual([
    { name: 'Toshkent', rows: 2 },
    { name: 'Samarqand', rows: 3 },
  ]);
});

test('a hundred thousand rows are unpacked while this thread goes on, and it is told how far they are', async () => {
  const { workbook, files } = openFiles();
  const rows = Array.from({ length: 100_000 }, (_, row) => [`Ism ${row}`, 998_900_000_000 + row, row * 1000]);
  const path = await workbook([{ name: 'Katta', rows: [['Ism', 'Telefon', 'Qarz'], ...rows] }]);
  const seen: { rows: number; total: number }[] = [];
  const before = process.memoryUsage().heapUsed;
  const opened = await files.open(path, never, (progress) => seen.push(progress));
  expect(opened).toMatchObject({ sheets: [{ rows: 100_001 }] });
  expect(seen.at(-1)).toMatchObject({ rows: 100_001, total: 100_001 });
  expect(seen.length).toBeGreaterThan(50);
  // Not one cell came into this thread.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6);
});

test('unpacking ends when it is cancelled, and can be done again', async () => {
  const { workbook, files } = openFiles();
  const rows = Array.from({ length: 50_000 }, (_, row) => [`Ism ${row}`, 998_900_000_000 + row]);
  const path = await workbook([{ name: 'Katta', rows }]);
  const controller = new AbortController();
  const opening = files.open(path, controller.signal, () => controller.abort(new Error('enough')));
  await expect(opening).rejects.toThrow('enough');
  expect(await files.open(path, never, ignored)).toMatchObject({ sheets: [{ rows: 50_000 }] });
});

test('a workbook whose writer counts in 64 bits is one like the others', async () => {
  const { write, unpack } = openFiles();
  const rows = [['Telefon'], ['901234567']];
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeXlsxStream(rows, { name: 'A', zip64: true })) chunks.push(chunk);
  expect(await unpack(await write(Buffer.concat(chunks)))).toMatchObject([{ name: 'A', rows: 2 }]);
});

test('a workbook that swells beyond what can be imported is given up while it is unpacked', async () => {
  const { workbook, files, parent } = openFiles(1e6);
  // One word of the workbook, in a thousand cells.
  const rows = Array.from({ length: 1000 }, () => ['x'.repeat(10_000)]);
  expect(await reasonOf(files.open(await workbook([{ name: 'A', rows }]), never, ignored))).toBe(
    'workbook-too-large',
  );
  const [folder = ''] = await readdir(parent);
  const left = await readdir(join(parent, folder), { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});

describe('what is refused says what to do', () => {
  const compound = (name: string) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from(name, 'utf16le'),
    ]);
  const whole = () => writeXlsx({ sheets: [{ name: 'A', rows: [['Telefon'], ['901234567']] }] });
  const twoSheets = () =>
    writeXlsx({
      sheets: ['A', 'B'].map((name) => ({ name, rows: [['Telefon'], ['901234567']] })),
    });
  /** A workbook whose directory says of these parts that they have so many bytes. */
  const declaring = async (bytes: number, part: RegExp, workbook = whole()) => {
    const data = Buffer.from(await workbook);
    for (const at of entriesOf(data, part)) data.writeUInt32LE(bytes, at + 24);
    return data;
  };
  /** One that leaves a part's sizes to what stands around the part itself, and there says anything. */
  const deferring = async (part: RegExp) => {
    const data = Buffer.from(await whole());
    for (const at of entriesOf(data, part)) {
      data.writeUInt16LE(data.readUInt16LE(at + 8) | 8, at + 8);
      data.writeUInt32LE(0, at + 20);
      data.writeUInt32LE(0, at + 24);
    }
    return data;
  };
  function entriesOf(data: Buffer, part: RegExp): number[] {
    const found: number[] = [];
    const isNext = (at: number) => data.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), at);
    for (let at = isNext(0); at >= 0; at = isNext(at + 4)) {
      if (part.test(data.toString('utf8', at + 46, at + 46 + data.readUInt16LE(at + 28)))) found.push(at);
    }
    return found;
  }
  /** A workbook of one sheet with this content, its parts not packed. */
  const holding = async (sheetData: string) => {
    const data = Buffer.from(await whole());
    const parts = entriesOf(data, /./).map((at) => {
      const name = data.toString('utf8', at + 46, at + 46 + data.readUInt16LE(at + 28));
      const header = data.readUInt32LE(at + 42);
      const start = header + 30 + data.readUInt16LE(header + 26) + data.readUInt16LE(header + 28);
      const packed = data.subarray(start, start + data.readUInt32LE(at + 20));
      const content = data.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
      const isSheet = name.endsWith('sheet1.xml');
      return {
        name,
        content: isSheet
          ? Buffer.from(content.toString().replace(/<sheetData>.*<\/sheetData>/s, sheetData))
          : content,
      };
    });
    return storedZip(parts);
  };
  function storedZip(parts: readonly { name: string; content: Buffer }[]): Buffer {
    const locals: Buffer[] = [];
    const entries: Buffer[] = [];
    let at = 0;
    for (const { name, content } of parts) {
      const head = Buffer.alloc(26);
      head.writeUInt16LE(20, 0);
      head.writeUInt32LE(crc32(content), 10);
      head.writeUInt32LE(content.length, 14);
      head.writeUInt32LE(content.length, 18);
      head.writeUInt16LE(Buffer.byteLength(name), 22);
      const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, Buffer.from(name), content]);
      const place = Buffer.alloc(14);
      place.writeUInt32LE(at, 10);
      entries.push(
        Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), head, place, Buffer.from(name)]),
      );
      locals.push(local);
      at += local.length;
    }
    const directory = Buffer.concat(entries);
    const end = Buffer.alloc(18);
    end.writeUInt16LE(parts.length, 4);
    end.writeUInt16LE(parts.length, 6);
    end.writeUInt32LE(directory.length, 8);
    end.writeUInt32LE(at, 12);
    return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]);
  }

  test.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['workbook-old', () => compound('Workbook')],
    ['workbook-password', () => compound('EncryptedPackage')],
    [
      'workbook-password',
      () =>
        writeXlsx({
          sheets: [{ name: 'A', rows: [['Telefon']] }],
          encryption: { password: 'sir', spinCount: 1000 },
        }),
    ],
    ['workbook-broken', async () => (await whole()).slice(0, 500)],
    ['workbook-broken', () => Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500)])],
    ['workbook-broken', () => declaring(0, /workbook\.xml$/)],
    ['workbook-broken', () => deferring(/workbook\.xml$/)],
    ['workbook-broken', () => declaring(0xff_ff_ff_ff, /workbook\.xml$/)],
    ['workbook-broken', () => holding('<sheetData><row r="4000000000"><c><v>1</v></c></row></sheetData>')],
    ['workbook-too-large', () => declaring(0xff_ff_ff_f0, /sheet1\.xml$/)],
    ['workbook-too-large', () => declaring(600e6, /sheet\d\.xml$/, twoSheets())],
    ['workbook-too-large', () => declaring(400e6, /workbook\.xml$/)],
    ['empty-file', () => writeXlsx({ sheets: [{ name: 'A', rows: [] }] })],
  ])('%s', async (reason, content) => {
    const { files, write } = openFiles();
    expect(await reasonOf(files.open(await write(await content()), never, ignored))).toBe(reason);
  });
});

test('what a killed engine had unpacked is removed, what a running one has is not', async () => {
  const { parent } = openFiles();
  // No process has this id: it is beyond the largest of Linux, macOS and Windows.
  await mkdir(join(parent, '999999999-gone'), { recursive: true });
  await mkdir(join(parent, `${process.ppid}-other`), { recursive: true });
  createTextFiles(parent);
  await expect.poll(() => readdir(parent)).toEqual([`${process.ppid}-other`]);
});
