import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { ContactFilter, type Contact } from '../../src/shared/contact.ts';
import type { Person, ShownFacts, UnknownDecision } from '../../src/shared/decision.ts';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { NewCampaign, NewMessage } from '../../src/main/engine/store/campaign-store.ts';
import type { ClaimedMessage } from '../../src/main/engine/store/queue-store.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A store on a real file, closed after the test. */
export function openTestStore(file = join(temporaryFolder(), 'kaptar.db')): Store {
  const store = openSqliteStore(file, () => 1000);
  onTestFinished(() => store.close());
  return store;
}

/** Imports these people into a list; answers what the import tells, and which rows were duplicates. */
export async function importRows(
  store: Store,
  list: string,
  rows: readonly (readonly [phone: string, name: string, fields?: Record<string, string>])[],
) {
  await store.beginImport();
  const duplicates = await store.stageContacts(
    rows.map(([phone, name, fields = {}]) => ({ phone, name, fields })),
  );
  return { duplicates, ...(await store.commitImport(list, {}, false)) };
}

/** The first contacts that match, of a store with few. */
export async function findContacts(
  store: Store,
  filter: z.input<typeof ContactFilter> = {},
  after = 0,
  limit = 10,
): Promise<Contact[]> {
  return (await store.scanContacts(ContactFilter.parse(filter), after, limit)).contacts;
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

/** A message to a person who is no contact, with nothing special about it. */
export function newMessage(
  accountId: number,
  recipient: string,
  special: Partial<NewMessage> = {},
): NewMessage {
  return {
    contactId: null,
    accountId,
    recipient,
    name: '',
    text: 'Salom',
    parts: 1,
    encoding: 'gsm7',
    skip: null,
    ...special,
  };
}

/** Makes a campaign of these messages that runs. */
export async function startCampaign(
  store: Store,
  campaign: NewCampaign,
  messages: readonly NewMessage[],
  now = 1500,
): Promise<number> {
  const id = await store.createCampaign(campaign, now);
  await store.addMessages(id, messages, now);
  await store.finishPreparing(id, now, true);
  return id;
}

/** Claims the message that is next in line, whatever limits there are. */
export async function claimOne(store: Store, accountId: number, now = 2000): Promise<ClaimedMessage> {
  const { claimed } = await store.claimDue({
    accountId,
    now,
    dueBy: now,
    steadyAt: now,
    limit: 1,
    maxParts: null,
    hardParts: null,
    people: null,
    missedBefore: 0,
    grouping: 'none',
  });
  const [message] = claimed;
  if (!message) throw new Error('One message should be claimed.');
  return message;
}

/** Who decides in tests, and the facts that are shown then. */
export const OPERATOR: Person = { name: 'dilnoza', place: 'window' };
export const SHOWN: ShownFacts = { messages: 9, parts: 9, cost: null, lookupsPending: 0, language: 'uz' };

/** A person decides over uncertain messages of a campaign: of these, or of all. */
export function decide(
  store: Store,
  campaignId: number,
  decision: UnknownDecision,
  now: number,
  messageIds: readonly number[] = [],
): Promise<number | null> {
  return store.decideUnknown({ campaignId, messageIds, decision, by: OPERATOR, shown: SHOWN }, now);
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
  const messages = contacts.map(({ id, phone, name }, index) =>
    newMessage(account.id, phone, { contactId: id, name, text: textOf(index) }),
  );
  const campaignId = await startCampaign(store, newCampaign(account.id, listId), messages, 1000);
  return { accountId: account.id, campaignId, listId };
}
