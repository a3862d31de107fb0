import { expect, test } from 'vitest';
import type { ContactAction } from '../../src/shared/contact.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import { findContacts, importRows, openTestStore, runningCampaign } from '../support/store.ts';

const NOW = 5000;

async function threePeople(store: Store) {
  const { listId } = await importRows(store, 'Shop', [
    ['+998901110001', 'Aziza', { Shahar: 'Toshkent' }],
    ['+998901110002', 'Bobur', { Shahar: 'Buxoro' }],
    ['+998901110003', 'Vali'],
  ]);
  const contacts = await findContacts(store);
  return { listId, ids: contacts.map(({ id }) => id), contacts };
}

/** All that the books say about contacts, their lists and their opt-outs. */
async function everything(store: Store) {
  const contacts = await findContacts(store);
  return Promise.all(contacts.map(({ id }) => store.getContact(id)));
}

test('every change of many can be taken back, to the letter', async () => {
  const store = openTestStore();
  const { listId, ids } = await threePeople(store);
  const other = await store.createList('Other', 1);
  await store.optOut('+998901110003', 'asked', 1);
  const before = await everything(store);

  const changes: readonly (readonly [ContactAction, changed: number])[] = [
    [{ do: 'set-field', field: 'SHAHAR', value: 'Toshkent' }, 2],
    [{ do: 'set-field', field: 'Shahar', value: '' }, 2],
    [{ do: 'add-to-list', listId: other }, 3],
    [{ do: 'take-from-list', listId }, 3],
    [{ do: 'opt-out', reason: 'A complaint' }, 2],
    [{ do: 'opt-in' }, 1],
    [{ do: 'remove' }, 3],
  ];
  for (const [action, changed] of changes) {
    const changeId = await store.beginChange(NOW);
    expect([action, await store.changeContacts(changeId, ids, action)]).toEqual([action, changed]);
    expect(await everything(store)).not.toEqual(before);
    expect(await store.undoChange(changeId)).toEqual({ restored: changed, kept: 0, more: false });
    expect(await everything(store)).toEqual(before);
    // Once is enough.
    expect(await store.undoChange(changeId)).toEqual({ restored: 0, kept: 0, more: false });
  }
});

test('a field that is set goes by its first spelling, and the lists of those people learn of it', async () => {
  const store = openTestStore();
  const { listId, ids } = await threePeople(store);
  const changeId = await store.beginChange(NOW);
  await store.changeContacts(changeId, ids, { do: 'set-field', field: 'shahar', value: 'Xiva' });
  await store.changeContacts(changeId, ids, { do: 'set-field', field: 'Filial', value: '7' });
  expect((await findContacts(store)).map(({ fields }) => fields)).toEqual([
    { Shahar: 'Xiva', Filial: '7' },
    { Shahar: 'Xiva', Filial: '7' },
    { shahar: 'Xiva', Filial: '7' },
  ]);
  expect((await store.getList(listId)).fields).toContain('Filial');
});

test('what came after a change is not taken back with it', async () => {
  const store = openTestStore();
  const { ids } = await threePeople(store);
  const [aziza = 0, bobur = 0, vali = 0] = ids;
  const first = await store.beginChange(NOW);
  await store.changeContacts(first, [aziza, bobur, vali], { do: 'opt-out', reason: 'By mistake' });
  const second = await store.beginChange(NOW);
  await store.changeContacts(second, [bobur], { do: 'set-field', field: 'Shahar', value: 'Xiva' });
  // Vali took his opt-out back and then said STOP himself.
  await store.optIn('+998901110003');
  await store.optOut('+998901110003', 'Answered "STOP".', NOW + 50);

  expect(await store.undoChange(first)).toEqual({ restored: 2, kept: 1, more: false });
  const contacts = await findContacts(store);
  expect(contacts.map(({ optedOut }) => optedOut)).toEqual([false, true, true]);
  expect(contacts[1]?.fields['Shahar']).toBe('Xiva');
});

test('whoever says STOP after a mistaken opt-out stays out when that is taken back', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 4);
  const contacts = await findContacts(store);
  const [stopped, asked, again, mistaken] = contacts.map(({ phone }) => phone);
  const ids = contacts.map(({ id }) => id);
  const mistake = await store.beginChange(NOW);
  await store.changeContacts(mistake, ids, { do: 'opt-out', reason: 'By mistake' });

  const stop = { providerId: 'a', sender: stopped ?? '', text: 'STOP', receivedAt: NOW + 1, isStop: true };
  // They were out already: nothing to tell the operator, and nothing that the inbox could take back.
  expect((await store.addIncoming(accountId, [stop], NOW + 1)).optedOut).toEqual([]);
  expect(await store.addOptOuts([asked ?? ''], 'Asked on the phone', NOW + 2)).toEqual([]);
  const later = await store.beginChange(NOW + 3);
  await store.changeContacts(later, [ids[2] ?? 0], { do: 'opt-out', reason: 'A complaint' });

  expect(await store.undoChange(mistake)).toMatchObject({ restored: 3, kept: 1 });
  const { optOuts } = await store.listOptOuts(null, 9);
  expect(optOuts.map(({ phone, reason, source }) => [phone, reason, source])).toEqual([
    [again, 'A complaint', 'hand'],
    [asked, 'Asked on the phone', 'hand'],
    [stopped, 'Answered "STOP".', 'stop'],
  ]);
  expect(await store.isOptedOut(mistaken ?? '')).toBe(false);
});

test('whoever says STOP under a mended number stays out when the number is taken back', async () => {
  const store = openTestStore();
  const { ids } = await threePeople(store);
  const [id = 0] = ids;
  const changeId = await store.beginChange(NOW);
  const words = { id, phone: '+998909999999', name: 'Aziza', fields: {} };
  await store.updateContact(changeId, words, []);
  await store.optOut('+998909999999', 'Answered "STOP".', NOW + 50);
  await store.undoChange(changeId);
  expect(await store.getContact(id)).toMatchObject({
    contact: { phone: '+998901110001', optedOut: true },
    optOut: { reason: 'Answered "STOP".' },
  });
});

test('whoever came back by their own wish is not opted out by the undo of something else', async () => {
  const store = openTestStore();
  const { ids } = await threePeople(store);
  await store.optOut('+998901110001', 'asked', 1);
  const changeId = await store.beginChange(NOW);
  await store.changeContacts(changeId, ids, { do: 'set-field', field: 'Filial', value: '7' });
  await store.optIn('+998901110001');
  await store.undoChange(changeId);
  expect(await store.isOptedOut('+998901110001')).toBe(false);
});

test('a contact that was removed or merged since is not brought back by what came before', async () => {
  const store = openTestStore();
  const { ids } = await threePeople(store);
  const [aziza = 0, bobur = 0, vali = 0] = ids;
  const first = await store.beginChange(NOW);
  await store.changeContacts(first, ids, { do: 'set-field', field: 'Filial', value: '7' });
  const removal = await store.beginChange(NOW);
  await store.changeContacts(removal, [aziza], { do: 'remove' });
  const merge = await store.beginChange(NOW);
  await store.mergeContacts(merge, { keep: vali, others: [bobur], name: 'Vali', fields: {} });

  expect(await store.undoChange(first)).toEqual({ restored: 0, kept: 3, more: false });
  expect((await findContacts(store)).map(({ name }) => name)).toEqual(['Vali']);
  // What took them away can still be taken back itself.
  await store.undoChange(merge);
  await store.undoChange(removal);
  expect((await findContacts(store)).map(({ name }) => name)).toEqual(['Aziza', 'Bobur', 'Vali']);
});

test('a removed contact comes back though its list is gone for good', async () => {
  const store = openTestStore();
  const { listId, ids } = await threePeople(store);
  const other = await store.createList('Other', 1);
  const join = await store.beginChange(NOW);
  await store.changeContacts(join, ids, { do: 'add-to-list', listId: other });
  const removal = await store.beginChange(NOW);
  await store.changeContacts(removal, ids, { do: 'remove' });
  expect(await store.undoImportPart(10)).toEqual({ removed: 0, restored: 0, kept: 3 });
  expect(await store.finishUndo()).toEqual({ listRemoved: true });
  await expect(store.getList(listId)).rejects.toMatchObject({ code: 'not-found' });

  expect(await store.undoChange(removal)).toEqual({ restored: 3, kept: 0, more: false });
  expect(await store.countMembers(other)).toBe(3);
});

test('a removed contact comes back with its messages, unless its number is somebody else’s by now', async () => {
  const store = openTestStore();
  await runningCampaign(store, 2);
  const before = await everything(store);
  const ids = before.map(({ contact }) => contact.id);
  const changeId = await store.beginChange(NOW);
  await store.changeContacts(changeId, ids, { do: 'remove' });
  expect(await findContacts(store)).toEqual([]);
  expect(await store.verify()).toEqual([]);
  const [first, second] = before;
  await store.createContact({ phone: second?.contact.phone ?? '', name: 'New', fields: {} }, [], NOW);

  expect(await store.undoChange(changeId)).toEqual({ restored: 1, kept: 1, more: false });
  expect(first?.messages).toHaveLength(1);
  expect(await store.getContact(ids[0] ?? 0)).toEqual(first);
  expect((await findContacts(store)).map(({ name }) => name)).toEqual(['N0', 'New']);
});

test('an edit rewrites number, name, fields and lists; whoever has opted out stays out under the new number', async () => {
  const store = openTestStore();
  const { listId, ids } = await threePeople(store);
  const [id = 0] = ids;
  const other = await store.createList('Other', 1);
  await store.optOut('+998901110001', 'asked', 1);
  const before = await store.getContact(id);
  const changeId = await store.beginChange(NOW);
  const words = { id, phone: '+998909999999', name: 'Aziza K.', fields: { Filial: '1' } };
  await expect(store.updateContact(changeId, { ...words, phone: '+998901110002' }, [])).rejects.toThrow(
    'Bobur has the number +998901110002 already.',
  );
  await store.updateContact(changeId, words, [other]);
  expect(await store.getContact(id)).toMatchObject({
    contact: { ...words, optedOut: true },
    lists: [{ id: other }],
    optOut: { reason: 'asked' },
  });
  expect(await store.countMembers(listId)).toBe(2);

  await store.undoChange(changeId);
  expect(await store.getContact(id)).toEqual(before);
  // The number that it never was may be written to.
  expect(await store.isOptedOut('+998909999999')).toBe(false);
  expect(await store.isOptedOut('+998901110001')).toBe(true);
});

test('a merge keeps one of several with the lists, messages and opt-out of all, and can be taken back', async () => {
  const store = openTestStore();
  const { listId } = await runningCampaign(store, 2);
  const [keep, gone] = await findContacts(store);
  const other = await store.createList('Other', 1);
  const join = await store.beginChange(NOW);
  await store.changeContacts(join, [gone?.id ?? 0], { do: 'add-to-list', listId: other });
  await store.optOut(gone?.phone ?? '', 'A complaint', 1);
  const before = await everything(store);

  const changeId = await store.beginChange(NOW);
  await store.mergeContacts(changeId, {
    keep: keep?.id ?? 0,
    others: [gone?.id ?? 0],
    name: 'Aziza',
    fields: { Shahar: 'Toshkent' },
  });
  const [merged, ...others] = await everything(store);
  expect(others).toEqual([]);
  expect(merged).toMatchObject({
    contact: { phone: keep?.phone, name: 'Aziza', fields: { Shahar: 'Toshkent' }, optedOut: true },
    lists: [{ id: listId }, { id: other }],
    optOut: { reason: 'A complaint' },
  });
  expect(merged?.messages).toHaveLength(2);
  await expect(
    store.mergeContacts(await store.beginChange(NOW), { keep: 1, others: [999], name: '', fields: {} }),
  ).rejects.toMatchObject({ code: 'not-found' });

  await store.undoChange(changeId);
  expect(await everything(store)).toEqual(before);
  expect(await store.verify()).toEqual([]);
});

test('whoever is one person is out under each number, whichever of them opted out', async () => {
  const store = openTestStore();
  const { ids } = await threePeople(store);
  const [keep = 0, ...others] = ids;
  await store.optOut('+998901110001', 'A complaint', 1);
  const changeId = await store.beginChange(NOW);
  await store.mergeContacts(changeId, { keep, others, name: 'Aziza', fields: {} });
  // An old file brings a number back.
  await importRows(store, 'Old', [['+998901110002', 'Aziza']]);
  expect((await findContacts(store)).map(({ optedOut }) => optedOut)).toEqual([true, true]);

  await store.undoChange(changeId);
  expect(await store.isOptedOut('+998901110001')).toBe(true);
  expect(await store.isOptedOut('+998901110003')).toBe(false);
});

test('duplicates are those of one name in any case, and of one value of a field where that is asked for', async () => {
  const store = openTestStore();
  await importRows(store, 'Shop', [
    ['+998901110001', 'Aziza Karimova', { Manzil: 'Navoiy 1' }],
    ['+998901110002', 'AZIZA  KARIMOVA', { Manzil: 'navoiy 1' }],
    ['+998901110003', 'Aziza Karimova', { Manzil: 'Chilonzor 5' }],
    ['+998901110004', 'Bobur', { Manzil: '' }],
    ['+998901110005', 'bobur', { Manzil: '' }],
    ['+998901110006', ''],
    ['+998901110007', ''],
  ]);
  const byName = await store.scanDuplicates(null, '', 10);
  expect(byName.next).toBeNull();
  expect(byName.groups.map(({ name, total, contacts }) => [name, total, contacts.length])).toEqual([
    ['Aziza Karimova', 3, 3],
    ['Bobur', 2, 2],
  ]);
  const byField = await store.scanDuplicates('manzil', '', 10);
  expect(byField.groups.map(({ value, contacts }) => [value, contacts.map(({ phone }) => phone)])).toEqual([
    ['Navoiy 1', ['+998901110001', '+998901110002']],
  ]);
  const first = await store.scanDuplicates(null, '', 1);
  const second = await store.scanDuplicates(null, first.next ?? '', 1);
  expect(second.groups.map(({ name }) => name)).toEqual(['Bobur']);
});

test('old changes are forgotten some rows at a time; the newest can still be taken back', async () => {
  const store = openTestStore();
  const people = Array.from({ length: 1200 }, (_, index) => [`+99890${1_000_000 + index}`, 'N'] as const);
  const { listId } = await importRows(store, 'Shop', people);
  const ids = (await store.contactsAfter(listId, 0, 1200)).map(({ id }) => id);
  const old = await store.beginChange(NOW);
  await store.changeContacts(old, ids, { do: 'set-field', field: 'Filial', value: '1' });
  const newest = await store.beginChange(NOW);
  await store.changeContacts(newest, ids, { do: 'set-field', field: 'Filial', value: '2' });
  let steps = 0;
  while (await store.forgetChanges(1)) steps += 1;
  expect(steps).toBeGreaterThan(2);
  expect(await store.undoChange(old)).toMatchObject({ restored: 0 });
  let restored = 0;
  for (let more = true; more;) {
    const part = await store.undoChange(newest);
    restored += part.restored;
    more = part.more;
  }
  expect(restored).toBe(1200);
  expect((await findContacts(store, {}, 0, 1))[0]?.fields).toEqual({ Filial: '1' });
});
