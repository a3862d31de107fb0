import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createPacker } from '../../src/main/engine/lib/packed-contacts.ts';
import { findContacts, importRows, openTestStore } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** More than the contacts from which on indexes are made anew. */
const MANY = 20_001;

const phoneOf = (index: number) => `+99890${String(index).padStart(7, '0')}`;

test('many new contacts among a few known ones: in the order of the file, found by name, every index as it was', async () => {
  const store = openTestStore();
  await importRows(store, 'Before', [
    [phoneOf(5), 'Known', { City: 'Buxoro' }],
    [phoneOf(MANY + 5), 'Elsewhere'],
  ]);
  await store.beginImport();
  expect(await store.nameFields(['CITY'])).toEqual(['City']);
  const packer = createPacker();
  for (let index = MANY - 1; index >= 0; index -= 1) {
    packer.add(phoneOf(index), index === 5 ? '' : `Name ${index}`, '{"City":"Xiva"}', MANY - index);
  }
  await store.stagePacked(packer.pack());
  const { listId, ...counts } = await store.commitImport('Many', {}, false);
  expect(counts).toMatchObject({ created: MANY - 1, updated: 1 });
  expect(await store.verify()).toEqual([]);
  expect(await store.countMembers(listId)).toBe(MANY);
  const [known, first] = await store.contactsAt(listId, 0, 2);
  expect(known).toMatchObject({ phone: phoneOf(5), name: 'Known', fields: { City: 'Xiva' } });
  expect(first).toMatchObject({ phone: phoneOf(MANY - 1), name: `Name ${MANY - 1}` });
  expect(await store.contactsAt(listId, MANY - 1, 1)).toMatchObject([{ phone: phoneOf(0) }]);
  expect(await findContacts(store, { listId, search: 'NAME 20000' })).toEqual([first]);

  expect(await store.undoImportPart(MANY + 1)).toEqual({ removed: MANY - 1, restored: 1, kept: 0 });
  expect(await store.finishUndo()).toEqual({ listRemoved: true });
  expect((await findContacts(store)).map(({ name, fields }) => ({ name, fields }))).toEqual([
    { name: 'Known', fields: { City: 'Buxoro' } },
    { name: 'Elsewhere', fields: {} },
  ]);
});

test('whoever writes while another connection does waits for it, and leaves the thread free', async () => {
  const file = join(temporaryFolder(), 'kaptar.db');
  const store = openTestStore(file);
  const other = new Sqlite(file);
  other.exec('BEGIN IMMEDIATE');
  const writing = store.writeSetting('a', 1);
  for (let turn = 0; turn < 100; turn += 1) await setImmediate();
  expect(await store.readSetting('a')).toBeUndefined();
  other.exec('COMMIT');
  await writing;
  expect(await store.readSetting('a')).toBe(1);
  other.close();
});

test('an import waits for whoever writes', async () => {
  const file = join(temporaryFolder(), 'kaptar.db');
  const store = openTestStore(file);
  await store.beginImport();
  await store.stageContacts([{ phone: phoneOf(1), name: 'Ali', fields: {} }]);
  const other = new Sqlite(file);
  other.exec('BEGIN IMMEDIATE');
  const committing = store.commitImport('List', {}, false);
  await setImmediate();
  other.exec('COMMIT');
  other.close();
  expect(await committing).toMatchObject({ created: 1 });
});
