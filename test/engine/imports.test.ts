import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { CallInput } from '../../src/shared/contract.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';

/** An engine with files beside its data, and imports by the mapping that it proposes. */
async function startImporting() {
  const engine = await startEngine();
  const folder = join(engine.dataDir, 'files');
  mkdirSync(folder);
  const write = (content: string | Uint8Array, name = 'Mijozlar.csv') => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const look = async (file: string, sheet: number | null = null) => {
    const inspection = await engine.call('import.inspect', { file, sheet, country: 'UZ' });
    if (!inspection.mapping) throw new Error('No mapping was guessed.');
    return { inspection, input: { file, sheet, country: 'UZ', mapping: inspection.mapping } };
  };
  const check = async (file: string, special: Partial<CallInput<'import.check'>> = {}) =>
    engine.call('import.check', { ...(await look(file)).input, list: 'Mijozlar', ...special });
  const run = async (file: string, special: Partial<CallInput<'import.run'>> = {}) =>
    engine.call('import.run', { ...(await look(file)).input, list: 'Mijozlar', ...special });
  return { ...engine, write, look, check, run, people: () => people(engine) };
}

async function people({ call }: TestEngine) {
  const { contacts } = await call('contacts.list', { listId: null, search: '', after: null, limit: 500 });
  return contacts.map(({ phone, name, fields }) => ({ phone, name, fields }));
}

const BASE = 'Ism;Telefon;Qarz\nAziza;901234561;5\nAli;901234562;7\n';
const NEXT = [
  'Ism;Telefon;Qarz', // 1
  'Aziza;+998 90 123-45-61;5', // 2, as it is known
  'Ali Valiyev;901234562;9', // 3, something new
  'Nino;901234563;1', // 4, new
  'Nino again;(90) 123 45 63;2', // 5, twice
  'Olim;9.98901E+11;3', // 6, lost
  '',
].join('\n');

test('a check tells what an import would do, row by row, and writes nothing', async () => {
  const { write, run, check, people: known, call } = await startImporting();
  await run(write(BASE));
  const before = await known();
  const report = await check(write(NEXT, 'Yangi.csv'));
  expect(report).toMatchObject({
    rows: 5,
    created: 1,
    updated: 1,
    unchanged: 1,
    duplicates: 1,
    invalid: 1,
    reasons: { 'lost-digits': 1, 'duplicate-in-file': 1, 'no-phone': 0 },
    taken: {
      created: [{ row: 4, phone: '+998901234563', name: 'Nino', changes: [] }],
      updated: [
        {
          row: 3,
          phone: '+998901234562',
          name: 'Ali Valiyev',
          changes: [
            { field: null, from: 'Ali', to: 'Ali Valiyev' },
            { field: 'Qarz', from: '7', to: '9' },
          ],
        },
      ],
      unchanged: [{ row: 2, name: 'Aziza' }],
    },
  });
  expect(report.rejected.map(({ row, reason }) => [row, reason])).toEqual([
    [5, 'duplicate-in-file'],
    [6, 'lost-digits'],
  ]);
  expect(await known()).toEqual(before);
  expect(await call('lists.list', {})).toHaveLength(1);
});

test('a check tells who would be put on the list, so that a file without news is seen to be one', async () => {
  const { write, run, check } = await startImporting();
  const file = write(BASE);
  await run(file);
  const same = { created: 0, updated: 0, unchanged: 2 };
  expect(await check(file)).toMatchObject({ ...same, joining: 0 });
  // In any case of its letters, as lists are found.
  expect(await check(file, { list: 'MIJOZLAR' })).toMatchObject({ ...same, joining: 0 });
  expect(await check(file, { list: 'Qarzdorlar' })).toMatchObject({ ...same, joining: 2 });
  // Who is new joins the list without a word.
  expect(await check(write(NEXT, 'Yangi.csv'), { list: 'Qarzdorlar' })).toMatchObject({
    created: 1,
    joining: 2,
  });
});

test('a column without a name is called in the words of whoever imports, and remembered in any language', async () => {
  const { write, call, people: known } = await startImporting();
  const file = write('Ism;Telefon;\nAziza;901234561;5\n');
  const input = { file, country: 'UZ', unnamed: '#-ustun' };
  const { header, mapping } = await call('import.inspect', input);
  expect(header).toEqual(['Ism', 'Telefon', '3-ustun']);
  if (!mapping) throw new Error('No mapping was guessed.');
  await call('import.run', { ...input, list: 'Mijozlar', mapping });
  expect(await known()).toMatchObject([{ name: 'Aziza', fields: { '3-ustun': '5' } }]);
  expect(await call('import.inspect', { ...input, unnamed: 'Столбец #' })).toMatchObject({
    header: ['Ism', 'Telefon', 'Столбец 3'],
    remembered: true,
  });
});

test('the import does what the check said', async () => {
  const { write, run, check } = await startImporting();
  await run(write(BASE));
  const file = write(NEXT, 'Yangi.csv');
  const { rows, created, updated, unchanged, duplicates, invalid, reasons, rejected } = await check(file);
  const report = await run(file);
  // Whoever is known counts as brought up to date, whether the file said anything new or not.
  expect(report).toMatchObject({ rows, created, duplicates, invalid, reasons, rejected });
  expect(report.updated).toBe(updated + unchanged);
});

test('a sheet of a workbook is chosen, checked and imported', async () => {
  const { write, look, call, people: known } = await startImporting();
  const sheets = [
    {
      name: 'Toshkent',
      rows: [
        ['Ism', 'Telefon'],
        ['Aziza', 998_901_234_561],
      ],
    },
    {
      name: 'Samarqand',
      rows: [
        ['Ism', 'Telefon'],
        ['Ali', 998_901_234_562],
        ['Olim', 'yoʻq'],
      ],
    },
  ];
  const file = write(await writeXlsx({ sheets }), 'Mijozlar.xlsx');
  const { inspection } = await look(file);
  expect(inspection).toMatchObject({
    fileName: 'Mijozlar.xlsx',
    sheet: 0,
    sheets: [
      { name: 'Toshkent', rows: 2 },
      { name: 'Samarqand', rows: 3 },
    ],
    sample: [['Aziza', '998901234561']],
  });
  const { input } = await look(file, 1);
  expect(await call('import.check', { ...input, list: 'Toshkent' })).toMatchObject({
    created: 1,
    invalid: 1,
  });
  await call('import.run', { ...input, list: 'Samarqand' });
  expect(await known()).toEqual([{ phone: '+998901234562', name: 'Ali', fields: {} }]);
  await expect(look(file, 2)).rejects.toThrow(/no sheet 3/);
});

test('columns of the same names are taken as the last time, in whatever order', async () => {
  const { write, look, run } = await startImporting();
  const first = write('Ism;Telefon;Ish telefoni;Izoh\nAziza;901234561;712345678;x\n');
  const { inspection } = await look(first);
  expect(inspection).toMatchObject({ remembered: false, mapping: { phone: 1, name: 0 } });
  await run(first, { mapping: { phone: 2, name: 0, ignored: [3] } });
  const next = write('IZOH;Telefon;Ism;Ish telefoni\ny;901234562;Ali;712345679\n', 'Keyingi.csv');
  const again = (await look(next)).inspection;
  expect(again).toMatchObject({
    remembered: true,
    mapping: { phone: 3, name: 2, ignored: [0] },
    guess: { phone: 1, name: 2, ignored: [] },
  });
  const other = write('Ism;Telefon;Izoh\nAziza;901234561;x\n', 'Boshqa.csv');
  expect((await look(other)).inspection.remembered).toBe(false);
});

test('undo removes whom the import made, gives back what it changed, and takes its list away', async () => {
  const { write, run, call, people: known } = await startImporting();
  const { listId } = await run(write(BASE));
  const before = await known();
  const report = await run(write(NEXT, 'Yangi.csv'), { list: 'Yangi' });
  expect(await call('import.last', {})).toMatchObject({
    fileName: 'Yangi.csv',
    created: 1,
    updated: 2,
    listId: report.listId,
    listName: 'Yangi',
  });
  expect(await call('import.undo', {})).toEqual({ removed: 1, restored: 2, kept: 0, listRemoved: true });
  expect(await known()).toEqual(before);
  expect(await call('lists.list', {})).toMatchObject([{ id: listId, contacts: 2 }]);
  expect(await call('import.last', {})).toBeNull();
  await expect(call('import.undo', {})).rejects.toThrow(/no import to undo/);
});

test('a list that a plan goes to stays when its import is undone', async () => {
  const { write, run, call } = await startImporting();
  const { listId } = await run(write(BASE));
  const account = await call('accounts.create', { name: 'Shop', provider: 'devsms', settings: {} });
  await call('plans.create', {
    name: 'News',
    accountId: account.id,
    listId,
    template: 'Salom',
    schedule: {
      kind: 'repeat',
      rhythm: { every: 'day' },
      minute: 600,
      zone: 'Asia/Tashkent',
      end: { kind: 'never' },
    },
  });
  expect(await call('import.undo', {})).toMatchObject({ removed: 2, listRemoved: false });
  expect(await call('plans.list', {})).toMatchObject([{ listId }]);
});

test('an import into a list that was there leaves it with whom and what it had', async () => {
  const { write, run, call } = await startImporting();
  const { listId } = await run(write(BASE));
  await run(write('Ism;Telefon;Shahar\nNino;901234563;Buxoro\n', 'Yangi.csv'));
  expect(await call('import.undo', {})).toMatchObject({ removed: 1, listRemoved: false });
  expect(await call('lists.list', {})).toMatchObject([{ id: listId, contacts: 2 }]);
});

test('whoever was changed, written to or put on another list since stays as they are', async () => {
  const { dataDir, write, run, call, people: known } = await startImporting();
  await run(write('Ism;Telefon\nAvvalgi;901234560\n'), { list: 'Avvalgi' });
  const names = ['Yozilgan;901234561', 'Oʻzgargan;901234562', 'Boshqada;901234563', 'Hech kim;901234564'];
  const { listId } = await run(write(`Ism;Telefon\n${names.join('\n')}\nYangi ism;901234560\n`));
  const account = await call('accounts.create', { name: 'Shop', provider: 'devsms', settings: {} });
  const { id } = await call('campaigns.create', {
    name: 'Sale',
    accountId: account.id,
    listId,
    template: '<name>',
  });

  // What other screens do: the campaign was to one person only, one was edited, one was put on another list.
  const database = new Sqlite(join(dataDir, 'kaptar.db'));
  database.prepare("DELETE FROM messages WHERE campaignId = ? AND name <> 'Yozilgan'").run(id);
  database
    .prepare("UPDATE contacts SET name = 'Oʻzgardi', updatedAt = updatedAt + 1 WHERE name = 'Oʻzgargan'")
    .run();
  database
    .prepare(
      `INSERT INTO listMembers SELECT lists.id, contacts.id FROM lists, contacts
       WHERE lists.name = 'Avvalgi' AND contacts.name = 'Boshqada'`,
    )
    .run();
  database.close();

  expect(await call('import.undo', {})).toEqual({ removed: 1, restored: 1, kept: 3, listRemoved: false });
  expect((await known()).map(({ name }) => name)).toEqual(['Avvalgi', 'Yozilgan', 'Oʻzgardi', 'Boshqada']);
  expect(await call('lists.list', {})).toMatchObject([
    { name: 'Avvalgi', contacts: 2 },
    { name: 'Mijozlar', contacts: 3 },
  ]);
});

test('a cancelled undo goes on where it was', async () => {
  const { app, write, run, call } = await startImporting();
  const rows = Array.from({ length: 2000 }, (_, row) => `N${row};90${1_000_000 + row}`);
  await run(write(`Ism;Telefon\n${rows.join('\n')}\n`));
  const stop = app.onEvent((name, payload) => {
    if (name === 'import.progress' && 'work' in payload && payload.work === 'undo' && payload.done >= 600)
      void app.dispatch('import.cancel', {});
  });
  await expect(call('import.undo', {})).rejects.toThrow(/cancelled/);
  stop();
  const { total } = await call('contacts.count', {});
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(2000);
  expect(await call('import.undo', {})).toEqual({ removed: total, restored: 0, kept: 0, listRemoved: true });
  expect(await call('store.verify', {})).toEqual({ violations: [] });
});
