import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { contactShapes } from '../../src/main/engine/store/sqlite/migrations/0017-contact-shapes.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import { ContactFilter } from '../../src/shared/contact.ts';
import { importRows, openTestStore } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Filter = z.input<typeof ContactFilter>;

/** So many that a look at rows does not reach them all. */
const MANY = 4000;
/** Few among them, spread: what makes searches go wrong. */
const FEW: readonly (readonly [name: string, fields: Record<string, string>])[] = [
  ["O'ktam Xolmatov", { Shahar: 'Toshkent shahri', Qarz: '7' }],
  ['Gulnora Oʻktamova-Aliyeva', { Shahar: 'ТОШКЕНТ' }],
  ['Азиз Абдурахмонов', { shahar: 'тошкент', 'To‘lov': '1 000 so‘m' }],
  ['АНА მაისურაძე', { Shahar: '  Tbilisi ', Izoh: 'VIP, "Ana"' }],
  ['100% Chegirma_50', { Izoh: 'a-b' }],
  ['𝒜na 😀 Émile', { Izoh: '😀😀😀' }],
  ['', { Shahar: 'Andijon' }],
];
const NAMES = [
  "o'kt",
  'O‘KTAM',
  'xolm',
  'ktamova',
  'aliyeva',
  'абдурахмонов',
  'АБДУРАХМОНОВА',
  'азиз аб',
  'аб',
  'мა',
  'მაის',
  '100%',
  '%',
  '_',
  'chegirma_',
  'chegirma-',
  '𝒜',
  '😀',
  'émi',
  'emi',
  'aliyeva x',
  'gulnora oʻ',
  'karim 39',
  'karim k',
];
const NUMBERS = [
  '777',
  '7777',
  '+998 77 777',
  '998777',
  '77-77',
  '(99)',
  '9',
  '90 000',
  '00039',
  '123456789',
  'Nobody',
];
const FILTERS: readonly Filter[] = [...NAMES, ...NUMBERS].map((search) => ({ search }));
const CONDITIONS: readonly Filter[] = (
  [
    ['Shahar', 'equal', ' TOSHKENT shahri '],
    ['SHAHAR', 'equal', 'тошкент'],
    ['Shahar', 'containing', 'ошк'],
    ['Shahar', 'containing', 'sh'],
    ['shahar', 'containing', 't sha'],
    ['Shahar', 'filled', ''],
    ["to'lov", 'containing', "so'm"],
    ['Qarz', 'equal', '7'],
    ['Qarz', 'equal', ''],
    ['Qarz', 'containing', ''],
    ['Izoh', 'equal', 'a b'],
    ['Izoh', 'equal', 'A-B'],
    ['Izoh', 'containing', '"ana"'],
    ['Izoh', 'containing', '😀😀'],
    ['Filial', 'empty', ''],
    ['constructor', 'filled', ''],
    ['Shahar', 'empty', ''],
    ['Izoh', 'equal', 'a-b'],
    ['Izoh', 'containing', 'vip'],
  ] as const
).map(([field, is, value]) => ({ fields: [{ field, is, value }] }));
const TOGETHER: readonly Filter[] = [
  { optedOut: true },
  { optedOut: false },
  { search: 'xolm', optedOut: true },
  { search: 'ka', optedOut: false },
  { search: 'ka', fields: [{ field: 'Filial', is: 'empty' }] },
  {
    optedOut: false,
    fields: [
      { field: 'Filial', is: 'equal', value: '2' },
      { field: 'Shahar', is: 'empty' },
      { field: 'Qarz', is: 'empty' },
    ],
  },
];

async function fillMany(store: Store): Promise<number> {
  const rows = Array.from({ length: MANY }, (_, index) => {
    const place = (index - 300) / 500;
    const [name, fields] = FEW[place] ?? [`Karim ${index % 40}`, { Filial: String(index % 3) }];
    const phone = place === 2 ? '+998777777777' : `+99890${1_000_000 + index}`;
    return [phone, name, fields] as const;
  });
  return (await importRows(store, 'Shop', rows)).listId;
}

async function indexAll(store: Store): Promise<void> {
  while ((await store.indexContacts(500)) > 0);
}

/** Whom a walk of pages so long finds, how many a count does, and in how many looks. */
async function walk(store: Store, input: Filter, limit = 200) {
  const filter = ContactFilter.parse(input);
  const found: string[] = [];
  let looks = 0;
  let counted = 0;
  for (let next: number | null = 0; next !== null; looks += 1) {
    const part = await store.scanContacts(filter, next, limit);
    found.push(...part.contacts.map(({ phone }) => phone));
    next = part.next;
  }
  for (let next: number | null = 0; next !== null;) {
    const part = await store.countScanned(filter, next);
    counted += part.count;
    next = part.next;
  }
  return { found, counted, looks };
}

test('the index finds the same as a look at everybody, in any script and spelling', async () => {
  const store = openTestStore();
  const listId = await fillMany(store);
  await store.optOut('+998901000300', 'asked', 1);
  await store.optOut('+998901000007', 'asked', 2);
  await store.optOut('+998000', 'nobody', 3);
  const filters = [
    ...FILTERS,
    ...CONDITIONS,
    ...TOGETHER,
    { listId, search: 'xolm' },
    { listId: listId + 1, search: 'xolm' },
  ];
  const before = [];
  for (const filter of filters) before.push(await walk(store, filter));
  expect(before.filter(({ found }) => found.length > 0).length).toBeGreaterThan(30);
  await indexAll(store);
  for (const [index, filter] of filters.entries()) {
    const { found, counted } = await walk(store, filter);
    expect({ filter, found, counted }).toEqual({
      filter,
      found: before[index]?.found,
      counted: before[index]?.counted,
    });
    expect(counted).toBe(found.length);
    expect({ filter, found: (await walk(store, filter, 60)).found }).toEqual({ filter, found });
  }
});

test('what few have is found without looking at everybody', async () => {
  const store = openTestStore();
  await fillMany(store);
  const looksAt = async (filter: Filter) => (await walk(store, filter)).looks;
  const rare: readonly Filter[] = [
    { search: 'xolmat' },
    { search: '7777777' },
    { search: 'nobody' },
    { fields: [{ field: 'Shahar', is: 'equal', value: 'toshkent shahri' }] },
    { fields: [{ field: 'Shahar', is: 'containing', value: 'hahri' }] },
    { fields: [{ field: 'Qarz', is: 'filled' }] },
  ];
  for (const filter of rare) expect(await looksAt(filter)).toBeGreaterThan(2);
  await indexAll(store);
  for (const filter of rare) expect(await looksAt(filter)).toBe(1);
});

test('whoever is new, renamed, removed or back is found as he is now, in the index or not yet', async () => {
  const store = openTestStore();
  await fillMany(store);
  await indexAll(store);
  const id = async (search: string) =>
    (await store.scanContacts(ContactFilter.parse({ search }), 0, 1)).contacts[0]?.id ?? 0;
  const find = async (search: string) => (await walk(store, { search })).found;
  const xolmatov = await id('xolmatov');

  await store.createContact({ phone: '+998901', name: 'Yangi', fields: {} }, [], 1);
  const changeId = await store.beginChange(5000);
  const words = { id: xolmatov, phone: '+998935554433', name: 'Zuhra', fields: { Qarz: '9' } };
  await store.updateContact(changeId, words, []);
  const check = async () => {
    expect(await find('yangi')).toEqual(['+998901']);
    expect(await find('zuhra')).toEqual(['+998935554433']);
    expect(await find('5554433')).toEqual(['+998935554433']);
    expect(await find('xolmatov')).toEqual([]);
    expect((await walk(store, { fields: [{ field: 'Qarz', is: 'equal', value: '9' }] })).counted).toBe(1);
  };
  await check();
  await indexAll(store);
  await check();

  const removal = await store.beginChange(6000);
  await store.changeContacts(removal, [xolmatov], { do: 'remove' });
  expect(await find('zuhra')).toEqual([]);
  await indexAll(store);
  expect(await find('zuhra')).toEqual([]);
  await store.undoChange(removal);
  expect(await find('zuhra')).toEqual(['+998935554433']);
  await indexAll(store);
  expect(await find('zuhra')).toEqual(['+998935554433']);

  const out = async () => (await walk(store, { optedOut: true })).found;
  await store.optOut('+998935554433', 'asked', 7000);
  expect(await out()).toEqual(['+998935554433']);
  await indexAll(store);
  expect(await out()).toEqual(['+998935554433']);
  await store.optIn('+998935554433');
  expect(await out()).toEqual([]);
  await indexAll(store);
  expect(await walk(store, { optedOut: true })).toEqual({ found: [], counted: 0, looks: 1 });
  expect(await store.verify()).toEqual([]);
});

test('who lacks a field is found among those who have any others, a few kinds of people or many', async () => {
  const store = openTestStore();
  const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  // Of each letter half has the field; all have one of them.
  const rows = Array.from({ length: 1500 }, (_, index) => {
    const fields = letters.map((letter, place) => [letter, (index >> place) % 2 === 1 ? 'x' : ''] as const);
    return [`+99890${1_000_000 + index}`, `N${index}`, { ...Object.fromEntries(fields), All: 'x' }] as const;
  });
  await importRows(store, 'Shop', rows);
  const empty = (...names: string[]): Filter => ({
    fields: names.map((field) => ({ field, is: 'empty' as const })),
  });
  const filters = [
    empty('A'),
    empty('a', 'B', 'C', 'D'),
    empty(...letters),
    empty('All'),
    empty('A', 'All'),
    empty('Nobody has it'),
    { ...empty('A'), search: 'n7' },
    {
      fields: [
        { field: 'A', is: 'empty' },
        { field: 'B', is: 'filled' },
      ],
    } satisfies Filter,
  ];
  const all = async () => {
    const found = [];
    for (const filter of filters) found.push(await walk(store, filter));
    return found.map(({ found: phones, counted }) => ({ phones, counted }));
  };
  const before = await all();
  expect(before.map(({ counted }) => counted)).toEqual([750, 94, 12, 0, 0, 1500, 55, 375]);
  await indexAll(store);
  expect(await all()).toEqual(before);

  const { contacts } = await store.scanContacts(ContactFilter.parse({ search: 'n77' }), 0, 1);
  const [someone] = contacts;
  if (!someone) throw new Error('There is nobody of that name.');
  const { id, phone, name } = someone;
  const change = await store.beginChange(5000);
  await store.updateContact(change, { id, phone, name, fields: { A: 'x' } }, []);
  expect((await walk(store, empty('All'))).found).toEqual([phone]);
  await indexAll(store);
  expect(await walk(store, empty('All'))).toEqual({ found: [phone], counted: 1, looks: 1 });
});

test('an index that does not know which fields people have together is made anew', async () => {
  const file = join(temporaryFolder(), 'kaptar.db');
  const old = openTestStore(file);
  await importRows(old, 'Shop', [
    ['+998901', 'Anvar', { Shahar: 'Xiva' }],
    ['+998902', 'Barno'],
  ]);
  await indexAll(old);
  await old.close();
  const database = new Sqlite(file);
  database.exec('DROP TABLE contactShapes');
  database.exec(contactShapes);
  database.close();

  const store = openTestStore(file);
  const lacking: Filter = { fields: [{ field: 'Shahar', is: 'empty' }] };
  const everybodyLooked = await walk(store, lacking);
  expect(everybodyLooked.found).toEqual(['+998902']);
  expect(await store.indexContacts(500)).toBe(2);
  expect(await walk(store, lacking)).toEqual(everybodyLooked);
  expect((await walk(store, { search: 'anvar' })).counted).toBe(1);
  expect(await store.verify()).toEqual([]);
});
