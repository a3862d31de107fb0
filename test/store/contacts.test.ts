import { expect, test } from 'vitest';
import { ContactFilter } from '../../src/shared/contact.ts';
import { findContacts, importRows, openTestStore, runningCampaign } from '../support/store.ts';

test('an import counts new, known and repeated numbers and merges fields', async () => {
  const store = openTestStore();
  await importRows(store, 'Shop', [['+998901112233', 'Ali', { qarz: '100', shahar: 'Toshkent' }]]);
  const second = await importRows(store, 'Shop', [
    ['+998901112233', '', { qarz: '250' }],
    ['+998904445566', 'Vali'],
    ['+998904445566', 'Vali again'],
  ]);
  expect(second).toMatchObject({ created: 1, updated: 1, duplicates: [2] });
  const contacts = await findContacts(store, { listId: second.listId });
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
  const contacts = await findContacts(store, { listId });
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
  const find = async (search: string, after = 0, limit = 10) =>
    (await findContacts(store, { search }, after, limit)).map(({ name }) => name);
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
  const [first] = await findContacts(store, {}, 0, 1);
  expect(await find('', first?.id ?? 0, 1)).toEqual(['Bobur']);
});

test('an opt-out is kept by number and can be undone', async () => {
  const store = openTestStore();
  await importRows(store, 'Shop', [['+998901112233', 'Ali']]);
  const optedOut = async () => (await findContacts(store))[0]?.optedOut;
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

test('fields are filtered in any case and spelling, together with the list, the search and the opt-outs', async () => {
  const store = openTestStore();
  const { listId } = await importRows(store, 'Shop', [
    ['+998901110001', 'Aziza', { Shahar: 'Toshkent', 'To‘lov': '100' }],
    ['+998901110002', 'Bobur', { Shahar: 'ТОШКЕНТ', 'To‘lov': '' }],
    ['+998901110003', 'Anvar', { Shahar: 'Samarqand' }],
    ['+998901110004', 'Alisher', { Shahar: 'Тошкент шаҳри' }],
  ]);
  await importRows(store, 'Clinic', [['+998901110005', 'Alima', { Shahar: 'toshkent' }]]);
  await store.optOut('+998901110001', 'asked', 1);
  const find = async (filter: Parameters<typeof findContacts>[1]) =>
    (await findContacts(store, filter)).map(({ name }) => name);

  expect(await find({ fields: [{ field: 'shahar', is: 'equal', value: ' TOSHKENT ' }] })).toEqual([
    'Aziza',
    'Alima',
  ]);
  expect(await find({ fields: [{ field: 'Shahar', is: 'containing', value: 'тошкент' }] })).toEqual([
    'Bobur',
    'Alisher',
  ]);
  expect(await find({ listId, fields: [{ field: "to'lov", is: 'filled' }] })).toEqual(['Aziza']);
  expect(await find({ listId, fields: [{ field: 'To‘lov', is: 'empty' }] })).toEqual([
    'Bobur',
    'Anvar',
    'Alisher',
  ]);
  expect(await find({ optedOut: true })).toEqual(['Aziza']);
  expect(await find({ listId, search: 'a', optedOut: false })).toEqual(['Anvar', 'Alisher']);
  expect(await find({ fields: [{ field: 'constructor', is: 'filled' }] })).toEqual([]);
  expect(
    await find({
      search: 'al',
      fields: [
        { field: 'Shahar', is: 'filled' },
        { field: 'Shahar', is: 'equal', value: 'toshkent' },
      ],
    }),
  ).toEqual(['Alima']);
});

test('a walk looks at a part at a time, misses nobody and counts whom it finds', async () => {
  const store = openTestStore();
  const { listId } = await importRows(
    store,
    'Shop',
    Array.from({ length: 5000 }, (_, index) => [
      `+99890${1_000_000 + index}`,
      `N${index}`,
      { Filial: String(index % 1000) },
    ]),
  );
  const filter = ContactFilter.parse({ listId, fields: [{ field: 'Filial', is: 'equal', value: '999' }] });
  const found: string[] = [];
  let looks = 0;
  let counted = 0;
  for (let next: number | null = 0; next !== null; looks += 1) {
    const part = await store.scanContacts(filter, next, 500);
    counted += (await store.countScanned(filter, next)).count;
    found.push(...part.contacts.map(({ name }) => name));
    next = part.next;
  }
  expect(found).toEqual(['N999', 'N1999', 'N2999', 'N3999', 'N4999']);
  expect(counted).toBe(5);
  expect(looks).toBeGreaterThan(1);
  // A page that is full says where to go on, without looking further.
  const full = await store.scanContacts(filter, 0, 1);
  expect((await store.scanContacts(filter, full.next ?? 0, 1)).contacts[0]?.name).toBe('N1999');
});

test('a contact made by hand is refused a number that another has, and its lists learn its fields', async () => {
  const store = openTestStore();
  const { listId } = await importRows(store, 'Shop', [['+998901112233', 'Ali', { Qarz: '1' }]]);
  const fields = { Qarz: '2', Filial: '7', Izoh: '' };
  const id = await store.createContact({ phone: '+998904445566', name: 'Vali', fields }, [listId], 5);
  expect(await store.getContact(id)).toMatchObject({
    contact: { name: 'Vali', fields, optedOut: false },
    lists: [{ id: listId, name: 'Shop' }],
    optOut: null,
    messages: [],
  });
  expect((await store.getList(listId)).fields).toEqual(['Qarz', 'Filial']);
  expect(await store.listFields()).toEqual(['Filial', 'Qarz']);
  await expect(
    store.createContact({ phone: '+998901112233', name: 'Gani', fields: {} }, [], 6),
  ).rejects.toMatchObject({ code: 'conflict', details: { reason: 'number-taken' } });
  await expect(store.getContact(99)).rejects.toMatchObject({ code: 'not-found' });
});

test('a contact shows its messages of campaigns, the newest first', async () => {
  const store = openTestStore();
  const { listId } = await runningCampaign(store, 2);
  const [contact] = await findContacts(store, { listId });
  expect((await store.getContact(contact?.id ?? 0)).messages).toMatchObject([
    { campaignName: 'Sale', text: 'Salom 0', state: 'queued' },
  ]);
});

test('lists: names are unique in any case; a removed one frees its name, keeps its people and comes back', async () => {
  const store = openTestStore();
  const { campaignId, listId } = await runningCampaign(store, 2);
  await expect(store.createList('CUSTOMERS', 1)).rejects.toMatchObject({ code: 'conflict' });
  const other = await store.createList('Debtors', 1);
  await expect(store.renameList(other, 'customers')).rejects.toThrow(/already/);
  await store.renameList(other, 'DEBTORS');

  await store.removeList(listId);
  expect((await store.listLists()).map(({ name }) => name)).toEqual(['DEBTORS']);
  await expect(store.getList(listId)).rejects.toMatchObject({ code: 'not-found' });
  await expect(store.removeList(listId)).rejects.toMatchObject({ code: 'not-found' });
  expect((await store.getCampaign(campaignId)).listName).toBe('Customers');
  expect(await findContacts(store)).toHaveLength(2);

  await store.createList('Customers', 2);
  expect(await store.restoreList(listId)).toBe('Customers 2');
  expect(await store.countMembers(listId)).toBe(2);
});

test('opt-outs are listed newest first with who it is and where they came from', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 1);
  await importRows(store, 'Shop', [['+998901112233', 'Aziza']]);
  await store.addIncoming(
    accountId,
    [{ providerId: 'a', sender: '+998907770000', text: 'STOP', receivedAt: 10, isStop: true }],
    10,
  );
  const phones = ['+998901112233', '+998907770000', '+998905550000'];
  expect(await store.addOptOuts(phones, 'Asked on the phone', 20)).toEqual([
    '+998901112233',
    '+998905550000',
  ]);
  const { optOuts, total } = await store.listOptOuts(null, 2);
  expect(total).toBe(3);
  expect(optOuts).toMatchObject([
    { phone: '+998905550000', name: '', source: 'hand', createdAt: 20 },
    { phone: '+998901112233', name: 'Aziza', reason: 'Asked on the phone' },
  ]);
  const last = optOuts.at(-1) ?? null;
  const rest = await store.listOptOuts(last, 2);
  expect(rest.optOuts).toMatchObject([
    { phone: '+998907770000', source: 'stop', reason: 'Answered "STOP".' },
  ]);

  const find = async (search: string) => (await store.searchOptOuts(search, null)).optOuts;
  expect((await find('azi')).map(({ name }) => name)).toEqual(['Aziza']);
  expect(await find('777')).toEqual(rest.optOuts);
  await store.optIn('+998907770000');
  await store.restoreOptOuts(rest.optOuts);
  expect(await find('777')).toEqual(rest.optOuts);
});

test('nobody joins a list that never was', async () => {
  const store = openTestStore();
  const words = { phone: '+998901112233', name: 'Ali', fields: {} };
  const refusal = { code: 'not-found', details: { reason: 'no-list' } };
  await expect(store.createContact(words, [7], 1000)).rejects.toMatchObject(refusal);
  expect(await findContacts(store)).toEqual([]);
});
