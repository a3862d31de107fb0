import { setImmediate as nextTurn } from 'node:timers/promises';
import { RetryableCode, type Message } from '../../../shared/message.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { providerFacts } from '../../../shared/provider-facts.ts';
import { changed, refuse, type CampaignTools } from './campaigns.ts';

/** Points of a chart that is some hundred pixels wide: with more, what is chance would look like news. */
const HISTORY_POINTS = 60;
/** Rows that a search answers: whoever sees as many types another letter. */
const SEARCH_LIMIT = 100;
/** Contacts whose messages are looked for at a time, at most: some milliseconds. */
const FOUND_AT_ONCE = 500;
/** Messages looked at in one transaction: some tens of milliseconds, after which the lanes get their turn. */
const BATCH = 500;

/** How numbers begin where the providers are at home: people type them without. */
const HOME_PREFIXES = Object.values(providerFacts).flatMap(({ home }) => (home ? [home.prefix] : []));

/** What the campaign sent over its time. Throws `not-found`. */
export async function campaignHistory(
  { store }: CampaignTools,
  id: number,
): Promise<CallOutput<'campaigns.history'>> {
  await store.getCampaign(id);
  return store.readHistory(id, HISTORY_POINTS);
}

/** Messages whose number begins with what was typed, or whose contact a search for it finds. */
export async function searchMessages(
  { store }: CampaignTools,
  { id, search }: ParsedInput<'campaigns.searchMessages'>,
): Promise<CallOutput<'campaigns.searchMessages'>> {
  await store.getCampaign(id);
  const limit = SEARCH_LIMIT + 1;
  const found = new Map<number, Message>();
  const add = (messages: readonly Message[]): void => {
    for (const message of messages) found.set(message.id, message);
  };
  add(await store.searchByNumber({ campaignId: id, numbers: numbersLike(search), limit }));
  const { messages, isWhole } = await store.searchByName({ campaignId: id, name: search, limit });
  add(messages);
  const filter = { listId: null, search, optedOut: null, fields: [] };
  // As many as are shown, if everybody has a message of the campaign; more at a time where few have one.
  let atOnce = limit;
  for (let next: number | null = isWhole ? null : 0; next !== null && found.size < limit;) {
    const part = await store.scanContacts(filter, next, atOnce);
    atOnce = Math.min(2 * atOnce, FOUND_AT_ONCE);
    const ids = part.contacts.map((contact) => contact.id);
    add(await store.listMessagesTo(id, ids));
    next = part.next;
    await nextTurn();
  }
  return { messages: [...found.values()].slice(0, SEARCH_LIMIT), hasMore: found.size > SEARCH_LIMIT };
}

function numbersLike(search: string): string[] {
  if (!/^\+?[\d\s().-]+$/.test(search)) return [];
  const digits = search.replace(/\D/g, '');
  if (digits === '') return [];
  if (search.startsWith('+')) return [`+${digits}`];
  return [`+${digits}`, ...HOME_PREFIXES.map((prefix) => prefix + digits.replace(/^0+/, ''))];
}

/** Has refused messages tried again; see the contract. */
export async function retryFailed(
  tools: CampaignTools,
  { id, code }: ParsedInput<'campaigns.retryFailed'>,
): Promise<CallOutput<'campaigns.retryFailed'>> {
  const { store, clock, queue, person } = tools;
  const campaign = await store.getCampaign(id);
  if (campaign.state === 'cancelled') refuse(campaign, 'tried again');
  // Proves that the accounts are still there.
  for (const accountId of campaign.accountIds) await store.getAccount(accountId);
  const codes = code === null ? RetryableCode.options : [code];
  const query = { campaignId: id, codes, limit: BATCH, by: person };
  let retried = 0;
  // Until where they were refused before: one that is refused again meanwhile is not tried for ever.
  for (let after: number | null = 0; after !== null;) {
    const batch = await store.retryFailed({ ...query, after }, clock.now());
    retried += batch.retried;
    after = batch.last;
    await nextTurn();
  }
  if (retried > 0) queue.resume(campaign.accountIds);
  return { campaign: await changed(tools, id), retried };
}

/** Makes a list of those whom the campaign did not reach; see the contract. */
export async function followUp(
  tools: CampaignTools,
  { id, name }: ParsedInput<'campaigns.followUp'>,
): Promise<CallOutput<'campaigns.followUp'>> {
  const { store, clock, emitter } = tools;
  const { states, listId: from } = await store.getCampaign(id);
  if (from === null || states.undelivered + states.expired + states.failed === 0) {
    throw new AppError('conflict', 'Everybody was reached: there is nobody to follow up.', {
      reason: 'nobody-to-follow-up',
    });
  }
  const listId = await store.createFollowUpList(id, name, clock.now());
  for (const state of ['undelivered', 'expired', 'failed'] as const) {
    for (let after: number | null = 0; after !== null;) {
      ({ last: after } = await store.addFollowUps({ campaignId: id, listId, state, after, limit: BATCH }));
      await nextTurn();
    }
  }
  emitter.emit('changed', { topic: 'contacts' });
  return { listId, contacts: await store.countMembers(listId) };
}
