import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importRows, newCampaign, newMessage, openTestStore } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** So many that the thread writes them. */
const MANY = 1500;

async function preparing() {
  const file = join(temporaryFolder(), 'kaptar.db');
  const store = openTestStore(file);
  const { id: accountId } = await store.createAccount(
    { name: 'Shop', provider: 'devsms', settings: {}, demo: false },
    1,
  );
  const { listId } = await importRows(store, 'Customers', [['+998901000000', 'Aziza']]);
  const [contact] = await store.contactsAt(listId, 0, 1);
  if (!contact) throw new Error('Nobody was imported.');
  const id = await store.createCampaign(newCampaign(accountId, listId), 1);
  const messages = (count: number) =>
    Array.from({ length: count }, (_, place) =>
      newMessage(accountId, `+99890${1_000_000 + ((place * 7) % count)}`, {
        name: `N${place}`,
        text: `Salom,\nN${place} \u{1f54a}`,
        contactId: place === 0 ? contact.id : null,
        skip: place === 1 ? { code: 'opted-out', error: 'Opted out.' } : null,
      }),
    );
  return { file, store, id, contact, messages };
}

test.each([10, MANY])('%i messages stand in their order, each counted by what it is', async (count) => {
  const { store, id, messages } = await preparing();
  await store.addMessages(id, messages(count), 2);
  await store.finishPreparing(id, 3);
  const stored = await store.listMessages({ campaignId: id, state: null, after: null, limit: count });
  expect(stored.messages.map(({ name, text, recipient }) => ({ name, text, recipient }))).toEqual(
    messages(count).map(({ name, text, recipient }) => ({ name, text, recipient })),
  );
  expect(await store.getCampaign(id)).toMatchObject({
    total: count,
    states: { queued: count - 1, skipped: 1 },
  });
  expect(await store.verify()).toEqual([]);
});

test.each([10, MANY])('of %i messages, that to a contact removed meanwhile stands without', async (count) => {
  const { file, store, id, contact, messages } = await preparing();
  const made = messages(count);
  const database = new Sqlite(file);
  database.prepare('DELETE FROM contacts WHERE id = ?').run(contact.id);
  await store.addMessages(id, made, 2);
  const to = database.prepare('SELECT contactId FROM messages WHERE recipient = ?').pluck();
  expect(to.get(made[0]?.recipient)).toBeNull();
  database.close();
});

test.each([10, MANY])('%i messages of no campaign that is being prepared are refused', async (count) => {
  const { store, id, messages } = await preparing();
  await store.finishPreparing(id, 2);
  await expect(store.addMessages(id, messages(count), 3)).rejects.toThrow('is not being prepared');
  await expect(store.addMessages(id + 1, messages(count), 3)).rejects.toThrow('is not being prepared');
  expect((await store.listMessages({ campaignId: id, state: null, after: null, limit: 1 })).total).toBe(0);
});

test.each([10, MANY])('nothing stays of a campaign of %i messages that is abandoned', async (count) => {
  const { file, store, id, messages } = await preparing();
  await store.addMessages(id, messages(count), 2);
  await store.abandonPreparing(id);
  const database = new Sqlite(file);
  for (const table of ['campaigns', 'messages', 'campaignCounts', 'campaignPlaces', 'campaignErrors']) {
    expect([table, database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
  }
  database.close();
});
