import { expect, test } from 'vitest';
import type { Store } from '../../src/main/engine/store/store.ts';
import { openTestStore, runningCampaign } from '../support/store.ts';

async function importRows(
  store: Store,
  list: string,
  rows: [phone: string, name: string, fields?: Record<string, string>][],
) {
  await store.beginImport();
  const duplicates = await store.stageContacts(
    rows.map(([phone, name, fields = {}]) => ({ phone, name, fields })),
  );
  return { duplicates, ...(await store.commitImport(list, {}, false)) };
}

test('an import counts new, known and repeated numbers and merges fields', async () => {
  const store = openTestStore();
  await importRows(store, 'Shop', [['+998901112233', 'Ali', { qarz: '100', shahar: 'Toshkent' }]]);
  const second = await importRows(store, 'Shop', [
    ['+998901112233', '', { qarz: '250' }],
    ['+998904445566', 'Vali'],
    ['+998904445566', 'Vali again'],
  ]);
  expect(second).toMatchObject({ created: 1, updated: 1, duplicates: [2] });
  const { contacts } = await store.listContacts({
    listId: second.listId,
    search: '',
    after: null,
    limit: 10,
  });
  expect(contacts.map(({ name, fields }) => ({ name, fields }))).toEqual([
    { name: 'Ali', fields: { qarz: '250', shahar: 'Toshkent' } },
    { name: 'Vali', fields: {} },
  ]);
  expect((await store.getList(second.listId)).fields).toEqual(['qarz', 'shahar']);
});

test('a column written another way in a later file is the same field, by its first spelling', async () => {
  const store = openTestStore();
  await importRows(store, 'Shop', [['+998901112233', 'Ali', { 'To‘lov': '100' }]]);
  const { listId } = await importRows(store, 'Clinic', [['+998901112233', 'Ali', { "TO'LOV": '250' }]]);
  const { contacts } = await store.listContacts({ listId, search: '', after: null, limit: 10 });
  expect(contacts[0]?.fields).toEqual({ 'To‘lov': '250' });
  expect((await store.getList(listId)).fields).toEqual(['To‘lov']);
});

test('a discarded import leaves nothing, and a second one may begin', async () => {
  const store = openTestStore();
  await store.beginImport();
  await store.stageContacts([{ phone: '+998901112233', name: 'Ali', fields: {} }]);
  await expect(store.beginImport()).rejects.toThrow(/Another import/);
  await store.discardImport();
  expect(await store.listLists()).toEqual([]);
  expect((await importRows(store, 'Shop', [['+998901112233', 'Ali']])).created).toBe(1);
});

test('search finds the start of any word of a name in any case and script and digits anywhere, and pages by key', async () => {
  const store = openTestStore();
  await importRows(store, 'Shop', [
    ['+998901112233', 'Aziza'],
    ['+998904445566', 'Bobur'],
    ['+998907778899', 'Azamat 100%'],
  ]);
  const find = async (search: string, after: number | null = null, limit = 10) =>
    (await store.listContacts({ listId: null, search, after, limit })).contacts.map(({ name }) => name);
  expect(await find('aZ')).toEqual(['Aziza', 'Azamat 100%']);
  expect(await find('444 55')).toEqual(['Bobur']);
  expect(await find('%')).toEqual([]);
  await importRows(store, 'Shop', [
    ['+998901110000', 'Азиз Каримов'],
    ['+998901110001', 'Gulnora Oʻktamova'],
  ]);
  expect(await find('азиз')).toEqual(['Азиз Каримов']);
  expect(await find('КАРИМ')).toEqual(['Азиз Каримов']);
  expect(await find("o'kt")).toEqual(['Gulnora Oʻktamova']);
  expect(await find('римов')).toEqual([]);
  const [first] = (await store.listContacts({ listId: null, search: '', after: null, limit: 1 })).contacts;
  expect(await find('', first?.id ?? 0, 1)).toEqual(['Bobur']);
});

test('an opt-out is kept by number and can be undone', async () => {
  const store = openTestStore();
  await importRows(store, 'Shop', [['+998901112233', 'Ali']]);
  const optedOut = async () =>
    (await store.listContacts({ listId: null, search: '', after: null, limit: 1 })).contacts[0]?.optedOut;
  await store.optOut('+998901112233', 'asked', 1);
  expect(await optedOut()).toBe(true);
  await store.optIn('+998901112233');
  expect(await optedOut()).toBe(false);
});

test('account names are unique in any case, free again after removal, and live campaigns hold the account', async () => {
  const store = openTestStore();
  const busy = await runningCampaign(store, 1);
  await expect(store.removeAccount(busy.accountId, 2)).rejects.toThrow(/not over yet/);
  const account = { name: 'Shop', provider: 'devsms', settings: { rate: 1 }, demo: false } as const;
  const { id } = await store.createAccount(account, 1);
  await expect(store.createAccount({ ...account, name: 'SHOP' }, 1)).rejects.toThrow(/exists already/);
  await store.removeAccount(id, 2);
  await expect(store.getAccount(id)).rejects.toThrow(/no account/);
  expect((await store.createAccount(account, 3)).settings).toEqual({ rate: 1 });
});
