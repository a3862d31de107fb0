import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { NewCampaign } from '../../src/main/engine/store/campaign-store.ts';
import type { ClaimedMessage } from '../../src/main/engine/store/queue-store.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A store on a real file, closed after the test. */
export function openTestStore(file = join(temporaryFolder(), 'kaptar.db')): Store {
  const store = openSqliteStore(file, () => 1000);
  onTestFinished(() => store.close());
  return store;
}

/** A campaign to a list, as the store takes it, with nothing special about it. */
export function newCampaign(
  accountId: number,
  listId: number,
  special: Partial<NewCampaign> = {},
): NewCampaign {
  return {
    kind: 'list',
    name: 'Sale',
    accountId,
    listId,
    template: 'Salom',
    scheduledAt: null,
    providerHolds: false,
    otp: null,
    sendBefore: null,
    ...special,
  };
}

/** Claims the message that is next in line, whatever limits there are. */
export async function claimOne(store: Store, accountId: number, now = 2000): Promise<ClaimedMessage> {
  const [message] = await store.claimDue({
    accountId,
    now,
    limit: 1,
    maxParts: null,
    hardParts: null,
    people: null,
    missedBefore: 0,
    grouping: 'none',
  });
  if (!message) throw new Error('One message should be claimed.');
  return message;
}

/** An account, a list of `size` contacts and a running campaign of one message each. */
export async function runningCampaign(
  store: Store,
  size: number,
  textOf: (index: number) => string = (index) => `Salom ${index}`,
): Promise<{ accountId: number; campaignId: number; listId: number }> {
  const account = await store.createAccount(
    { name: `Shop ${size}`, provider: 'devsms', settings: {}, demo: false },
    1000,
  );
  const phones = Array.from({ length: size }, (_, index) => `+99890${String(1_000_000 + index)}`);
  await store.beginImport();
  await store.stageContacts(phones.map((phone, index) => ({ phone, name: `N${index}`, fields: {} })));
  const { listId } = await store.commitImport('Customers', {}, false);
  const contacts = await store.contactsAfter(listId, 0, size);
  const campaignId = await store.createCampaign(newCampaign(account.id, listId), 1000);
  await store.addMessages(
    campaignId,
    contacts.map((contact, index) => ({
      contactId: contact.id,
      accountId: account.id,
      recipient: contact.phone,
      name: contact.name,
      text: textOf(index),
      parts: 1,
      encoding: 'gsm7' as const,
      skip: null,
    })),
    1000,
  );
  await store.finishPreparing(campaignId, 1000);
  await store.changeCampaign(campaignId, ['draft'], 'running', 1000);
  return { accountId: account.id, campaignId, listId };
}
