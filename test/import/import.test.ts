import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { RejectReason, type ImportReport } from '../../src/shared/csv-import.ts';
import { openWorkplace, reasonOf, windows1251 } from './workplace.ts';

const root = join(import.meta.dirname, '..', '..');

test('contacts, their fields and the list stand in the store', async () => {
  const { write, run, store, contacts } = await openWorkplace();
  const path = await write(
    "Ism;Telefon;Qarz, so'm\n Aziza \u00a0Karimova ;+998 90 123-45-67; 12 000 \nAli;901234568",
  );
  const report = await run(path);
  expect(report).toMatchObject({ rows: 2, created: 2, updated: 0, duplicates: 0, invalid: 0, rejected: [] });
  expect(await contacts()).toMatchObject([
    { phone: '+998901234567', name: 'Aziza Karimova', fields: { "Qarz, so'm": '12 000' } },
    { phone: '+998901234568', name: 'Ali', fields: { "Qarz, so'm": '' } },
  ]);
  expect(await store.getList(report.listId)).toMatchObject({
    name: 'Mijozlar',
    aliases: { ism: 'name', telefon: 'phone' },
  });
  expect(await store.countMembers(report.listId)).toBe(2);
});

test('a second file refreshes what is known', async () => {
  const { write, run, contacts } = await openWorkplace();
  await run(await write('Ism;Telefon;Qarz\nAziza;901234567;5'));
  const report = await run(await write('Telefon;Ism;Qarz\n998901234567;Aziza K.;\n901234568;Ali;7'));
  expect(report).toMatchObject({ rows: 2, created: 1, updated: 1 });
  expect(await contacts()).toMatchObject([
    { name: 'Aziza K.', fields: { Qarz: '' } },
    { name: 'Ali', fields: { Qarz: '7' } },
  ]);
});

test('ignored columns are not kept, and a column may have any name', async () => {
  const { write, run, contacts } = await openWorkplace();
  const path = await write('__proto__,Telefon,secret\nx,901234567,y');
  await run(path, { mapping: { phone: 1, name: null, ignored: [2] } });
  const [contact] = await contacts();
  expect(contact?.name).toBe('');
  expect(Object.entries(contact?.fields ?? {})).toEqual([['__proto__', 'x']]);
});

test('every refused row is told by its row in the spreadsheet', async () => {
  const { write, run, pathOf } = await openWorkplace();
  const path = await write(
    [
      'Ism;Telefon;Izoh', // 1
      '"ikki\nqator";901234567;ok', // 2, on two lines
      '', // 3
      'Aziza;;=HYPERLINK("http://x")', // 4
      ';;', // 5
      'Ali;9.98901E+11;ok', // 6
      'Vali;yoʻq', // 7, short
      'Olim;901234568;ok;ortiqcha', // 8, long
      'Odil;901234569;ok;; ', // 9, long and blank
      'Karim;+998 90 123 45 67;ok', // 10, as row 2
    ].join('\r\n'),
  );
  const rejects = pathOf('rad.csv');
  const report = await run(path, { rejects });
  expect(report).toMatchObject({ rows: 7, created: 2, updated: 0, duplicates: 1, invalid: 4 });
  const told = report.rejected.map(({ row, reason }) => [row, reason]);
  expect(told).toEqual([
    [4, 'no-phone'],
    [6, 'lost-digits'],
    [7, 'not-a-phone'],
    [8, 'row-too-long'],
    [10, 'duplicate-in-file'],
  ]);

  const text = await readFile(rejects, 'utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  const { data } = Papa.parse<string[]>(text.slice(1).trim(), { delimiter: ';' });
  expect(data.map(([row, reason, ...cells]) => [row, reason?.split(':')[0], ...cells])).toEqual([
    ['row', 'reason', 'Ism', 'Telefon', 'Izoh'],
    ['4', 'no-phone', 'Aziza', '', '\'=HYPERLINK("http://x")'],
    ['6', 'lost-digits', 'Ali', '9.98901E+11', 'ok'],
    ['7', 'not-a-phone', 'Vali', 'yoʻq'],
    ['8', 'row-too-long', 'Olim', '901234568', 'ok', 'ortiqcha'],
    ['10', 'duplicate-in-file', 'Karim', "'+998 90 123 45 67", 'ok'],
  ]);
});

test('a file of rejected rows can be mended and imported', async () => {
  const { write, run, pathOf, contacts } = await openWorkplace();
  const rejects = pathOf('rad.csv');
  await run(await write('Ism,Telefon\nAli,+998 90 12\nOlim,901234569'), { rejects });
  await writeFile(rejects, (await readFile(rejects, 'utf8')).replace("'+998 90 12", "'+998 90 123 45 67"));
  expect(await run(rejects)).toMatchObject({ rows: 1, created: 1 });
  expect(await contacts()).toContainEqual(
    expect.objectContaining({ phone: '+998901234567', name: 'Ali', fields: {} }),
  );
});

test('formulas of several lines, of other widths and behind control characters are made harmless', async () => {
  const { write, run, pathOf } = await openWorkplace();
  const formulas = ['=1', '+1', '-1', '@x', '\uff1d1', ' =1', '"\n=1"', '"a\n=1"'];
  const path = await write(`Ism;Telefon\n${formulas.map((formula) => `${formula};x`).join('\n')}`);
  const rejects = pathOf('rad.csv');
  await run(path, { rejects });
  const { data } = Papa.parse<string[]>((await readFile(rejects, 'utf8')).trim(), { delimiter: ';' });
  expect(data.slice(1).map((cells) => cells[2])).toEqual([
    "'=1",
    "'+1",
    "'-1",
    "'@x",
    "'\uff1d1",
    "' =1",
    "'\n=1",
    'a\n=1',
  ]);
});

test('a first row whose number was cut short is no header', async () => {
  const { write, run } = await openWorkplace();
  const report = await run(await write('Ali,90123\nVali,901234567\nNino,901234568'));
  expect(report).toMatchObject({ rows: 3, created: 2, invalid: 1 });
});

test('a column that is called the name is it, however few have one', async () => {
  const { write, run, contacts } = await openWorkplace();
  await run(await write('Telefon,Name\n901234561,\n901234562,\n901234563,Ali\n901234564,'));
  expect((await contacts()).map(({ name }) => name)).toEqual(['', '', 'Ali', '']);
});

test('a new list is made even where its name is taken, in any case', async () => {
  const { write, run, store } = await openWorkplace();
  await run(await write('Telefon\n901234561'), { list: 'Customers' });
  const report = await run(await write('Telefon\n901234562'), { list: 'customers', newList: true });
  expect(report.listName).toBe('customers 2');
  expect(await store.countMembers(report.listId)).toBe(1);
});

test('doubtful numbers are taken and counted', async () => {
  const { write, run } = await openWorkplace();
  const report = await run(await write('Ism;Telefon\nAli;+998 12 345 67 89\nOlim;901234569'));
  expect(report).toMatchObject({ created: 2, invalid: 0, doubtful: 1 });
});

test('numbers without a country belong to the one that was said', async () => {
  const { write, run, contacts } = await openWorkplace();
  const text = 'სახელი;ტელეფონი\nნინო;555 12 34 56\nგიორგი;0555123457\nAziza;998901234567\n';
  expect(await run(await write(text), { country: 'ge' })).toMatchObject({ created: 3, invalid: 0 });
  expect((await contacts()).map(({ phone }) => phone)).toEqual([
    '+995555123456',
    '+995555123457',
    '+998901234567',
  ]);
});

test('windows-1251 is read by the guess', async () => {
  const { write, run, contacts } = await openWorkplace();
  await run(await write(windows1251('Имя;Телефон\nОлег;901234567\n')));
  expect(await contacts()).toMatchObject([{ name: 'Олег' }]);
});

describe('a messy file counts as it was made', () => {
  test.each([
    ['utf-8', 10_000],
    ['windows-1251', 3_000],
    ['utf-16le', 3_000],
  ])('%s, %d rows', async (encoding, rows) => {
    const { pathOf, run, countContacts } = await openWorkplace();
    const path = pathOf('messy.csv');
    const script = join(root, 'scripts', 'make-messy-csv.mjs');
    const printed = execFileSync(process.execPath, [script, path, String(rows), encoding], {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const expected = JSON.parse(printed) as ImportReport & { reasons: Record<string, number> };
    const rejects = pathOf('rad.csv');
    const report = await run(path, { rejects });
    expect(report).toMatchObject({
      rows: expected.rows,
      created: expected.created,
      updated: 0,
      duplicates: expected.duplicates,
      invalid: expected.invalid,
    });
    expect(await countContacts()).toBe(expected.created);
    expect(report.reasons).toEqual({ ...expected.reasons, 'duplicate-in-file': expected.duplicates });
    for (const reason of RejectReason.options) {
      expect(report.rejected.filter((row) => row.reason === reason)).toHaveLength(20);
    }

    const { data } = Papa.parse<Record<string, string>>((await readFile(rejects, 'utf8')).trim(), {
      delimiter: ';',
      header: true,
    });
    const reasons: Record<string, number> = {};
    for (const { reason = '' } of data) {
      const [code = ''] = reason.split(':');
      reasons[code] = (reasons[code] ?? 0) + 1;
    }
    expect(reasons).toEqual({ ...expected.reasons, 'duplicate-in-file': expected.duplicates });
  });
});

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => `"Mijoz ""${i}"",\nqator";+99890${String(i).padStart(7, '0')};так`);

describe('long files', () => {
  test('50,000 rows come over many blocks, none lost or cut', async () => {
    const { write, run, store } = await openWorkplace();
    const path = await write(`Ism;Telefon;Izoh\r\n${rowsOf(50_000).join('\r\n')}`);
    const seen: { bytesRead: number; bytesTotal: number; rows: number }[] = [];
    const report = await run(path, { onProgress: (progress) => seen.push(progress) });
    expect(report).toMatchObject({ rows: 50_000, created: 50_000, invalid: 0, duplicates: 0 });
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.map(({ rows }) => rows)).toEqual(seen.map(({ rows }) => rows).toSorted((a, b) => a - b));
    expect(seen.at(-1)).toMatchObject({ rows: 50_000, bytesRead: seen[0]?.bytesTotal });
    for (const at of [0, 12_345, 49_999]) {
      const [contact] = await store.contactsAt(report.listId, at, 1);
      expect(contact).toMatchObject({
        phone: `+99890${String(at).padStart(7, '0')}`,
        name: `Mijoz "${at}", qator`,
        fields: { Izoh: 'так' },
      });
    }
  });

  test('a line break that two blocks share is one', async () => {
    const { write, run, pathOf } = await openWorkplace();
    // 15 bytes of header and 11 a row put the border of the first block (256 KB) between \r and \\n.
    const path = await write(`Telefon raqam\r\n${'901234567\r\n'.repeat(30_000)}x\r\n`);
    const rejects = pathOf('rad.csv');
    const report = await run(path, { rejects });
    expect(report).toMatchObject({ rows: 30_001, created: 1, duplicates: 29_999, invalid: 1 });
    expect(await readFile(rejects, 'utf8')).toContain('\r\n30002,not-a-phone: ');
  });

  test('a cancel in the middle leaves nothing behind', async () => {
    const { write, run, pathOf, folder, store, countContacts } = await openWorkplace();
    const path = await write(`Ism;Telefon;Izoh\n${rowsOf(20_000).join('\n')}\nx;y;z`);
    const controller = new AbortController();
    const why = new Error('enough');
    const running = run(path, {
      rejects: pathOf('rad.csv'),
      signal: controller.signal,
      onProgress: ({ rows }) => rows > 5_000 && controller.abort(why),
    });
    await expect(running).rejects.toBe(why);
    expect(await countContacts()).toBe(0);
    expect(await store.listLists()).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.includes('rad'))).toEqual([]);
    expect(await run(path)).toMatchObject({ created: 20_000, invalid: 1 });
  });

  test('a quote that is never closed far down leaves nothing behind', async () => {
    const { write, run, countContacts } = await openWorkplace();
    const rows = rowsOf(10_000);
    rows[9_990] = '"Ali;901234567;x';
    const path = await write(`Ism;Telefon;Izoh\n${rows.join('\n')}\n`);
    expect(await reasonOf(run(path))).toBe('bad-quotes');
    expect(await countContacts()).toBe(0);
  });
});

describe('what is found before anything is imported', () => {
  const text = 'Ism;Telefon\nAziza;901234567\n';

  test.each([
    ['a folder that is not there', 'none/rad.csv', 'rejects-unwritable'],
    ['a folder', '.', 'rejects-unwritable'],
    ['the file itself', 'contacts.csv', 'rejects-is-source'],
  ])('the rejects cannot be %s', async (_, name, reason) => {
    const { write, run, pathOf, countContacts } = await openWorkplace();
    const path = await write(text);
    expect(await reasonOf(run(path, { rejects: pathOf(name) }))).toBe(reason);
    expect(await countContacts()).toBe(0);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test.each([
    { phone: 2, name: null, ignored: [] },
    { phone: 1, name: 7, ignored: [] },
    { phone: 1, name: null, ignored: [2] },
    { phone: 1, name: 1, ignored: [] },
  ])('the mapping %j does not fit', async (mapping) => {
    const { write, run } = await openWorkplace();
    expect(await reasonOf(run(await write(text), { mapping }))).toBe('bad-mapping');
  });

  test('another import is running', async () => {
    const { write, run, store, folder, pathOf } = await openWorkplace();
    await store.beginImport();
    const path = await write(text);
    expect(await reasonOf(run(path, { rejects: pathOf('rad.csv') }))).toBe('import-running');
    expect((await readdir(folder)).filter((name) => name.includes('rad'))).toEqual([]);
    await store.stageContacts([{ phone: '+998901234567', name: '', fields: {} }]); // it still is
  });
});

test('a store that fails at the end leaves no contacts and no file of rejected rows', async () => {
  const { write, run, store, folder, pathOf, countContacts } = await openWorkplace();
  const failing = { ...store, commitImport: () => Promise.reject(new Error('disk full')) };
  const path = await write('Ism;Telefon\nAziza;901234567\nAli;x');
  await expect(run(path, { store: failing, rejects: pathOf('rad.csv') })).rejects.toThrow('disk full');
  expect(await countContacts()).toBe(0);
  expect((await readdir(folder)).filter((name) => name.includes('rad'))).toEqual([]);
});

test('the sample contacts are 25 that all can be taken', async () => {
  const { run, contacts } = await openWorkplace();
  const report = await run(join(root, 'resources', 'sample-contacts.csv'));
  expect(report).toMatchObject({ rows: 25, created: 25, invalid: 0, doubtful: 0 });
  expect((await contacts()).every(({ phone }) => phone.startsWith('+9989000000'))).toBe(true);
});
