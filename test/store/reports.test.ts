import { describe, expect, test } from 'vitest';
import type { CallbackResult, ClaimedMessage, Store } from '../../src/main/engine/store/store.ts';
import { openTestStore, runningCampaign } from '../support/store.ts';

/** One message that was sent, with what became of it. */
async function sent(
  outcome: 'accepted' | 'unknown' | 'sending',
): Promise<{ store: Store; accountId: number; campaignId: number; message: ClaimedMessage }> {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 1);
  const query = {
    accountId,
    now: 2000,
    limit: 1,
    maxParts: null,
    hardParts: null,
    missedBefore: 0,
    grouping: 'none',
  } as const;
  const [message] = await store.claimDue(query);
  if (!message) throw new Error('One message should be claimed.');
  const { id, attemptId } = message;
  const base = { id, attemptId, detail: null, countsAttempt: true };
  if (outcome === 'accepted') {
    const told = { providerId: '7', cost: null, providerParts: 2, nextReportAt: 3000, nextLookupAt: null };
    await store.settle([{ ...base, outcome: 'accepted', change: { to: 'accepted', ...told } }], 2100);
  } else if (outcome === 'unknown') {
    const change = { to: 'unknown', code: 'no-answer', error: 'Cut.', nextLookupAt: null } as const;
    await store.settle([{ ...base, outcome: 'ambiguous', change }], 2100);
  }
  return { store, accountId, campaignId, message };
}

const call = (special: Partial<CallbackResult> = {}): CallbackResult => ({
  providerId: '7',
  reference: null,
  uncertainRecipient: null,
  at: 2500,
  to: 'delivered',
  detail: null,
  nextReportAt: 9000,
  ...special,
});

async function stateOf(store: Store, campaignId: number): Promise<string | undefined> {
  const { messages } = await store.listMessages({ campaignId, state: null, after: null, limit: 1 });
  return messages[0]?.state;
}

describe('callbacks', () => {
  test('settle a message by its id; repeated, late and out of order they do no harm', async () => {
    const { store, accountId, campaignId } = await sent('accepted');
    for (const to of ['undelivered', 'undelivered', null, 'delivered', 'undelivered', null] as const) {
      expect((await store.settleCallbacks(accountId, [call({ to })], 3000)).matched).toBe(1);
    }
    expect(await stateOf(store, campaignId)).toBe('delivered');
    expect(await store.verify()).toEqual([]);
  });

  test('about ids that no message has, or of another account, change nothing', async () => {
    const { store, accountId, campaignId } = await sent('accepted');
    expect(await store.settleCallbacks(accountId, [call({ providerId: '8' })], 3000)).toEqual({
      matched: 0,
      campaignIds: [],
    });
    expect((await store.settleCallbacks(accountId + 1, [call()], 3000)).matched).toBe(0);
    expect(await stateOf(store, campaignId)).toBe('accepted');
  });

  test('settle an uncertain message by our own reference', async () => {
    const { store, accountId, campaignId, message } = await sent('unknown');
    const news = call({ reference: message.reference });
    expect((await store.settleCallbacks(accountId, [news], 3000)).campaignIds).toEqual([campaignId]);
    expect(await stateOf(store, campaignId)).toBe('delivered');
    expect(await store.verify()).toEqual([]);
  });

  test('settle the only uncertain message to a person where nothing else can tell, but never one from before', async () => {
    const { store, accountId, campaignId, message } = await sent('unknown');
    const uncertainRecipient = message.recipient;
    const before = call({ uncertainRecipient, at: 2000 - 60_001 });
    expect((await store.settleCallbacks(accountId, [before], 3000)).matched).toBe(0);
    expect(
      (await store.settleCallbacks(accountId, [call({ uncertainRecipient, at: null })], 3000)).matched,
    ).toBe(0);
    expect(
      (await store.settleCallbacks(accountId, [call({ uncertainRecipient, to: null })], 3000)).matched,
    ).toBe(1);
    expect(await stateOf(store, campaignId)).toBe('accepted');
  });

  test('do not touch a message whose own answer is still on the wire', async () => {
    const { store, accountId, campaignId, message } = await sent('sending');
    const news = call({ reference: message.reference, uncertainRecipient: message.recipient });
    expect((await store.settleCallbacks(accountId, [news], 3000)).matched).toBe(0);
    expect(await stateOf(store, campaignId)).toBe('sending');
  });
});

describe('reports', () => {
  const result = (id: number, to: 'delivered' | 'undelivered' | 'expired' | 'cancelled') => ({
    id,
    to,
    at: 4000,
    detail: null,
    cost: null,
    nextReportAt: null,
  });

  test('a late one still turns expired into delivered, and nothing turns delivered back', async () => {
    const { store, campaignId, message } = await sent('accepted');
    for (const to of ['expired', 'delivered', 'undelivered', 'cancelled'] as const) {
      await store.settleReports([result(message.id, to)]);
    }
    expect(await stateOf(store, campaignId)).toBe('delivered');
  });

  test('what the provider withdrew is cancelled', async () => {
    const { store, campaignId, message } = await sent('accepted');
    await store.settleReports([result(message.id, 'cancelled')]);
    expect(await stateOf(store, campaignId)).toBe('cancelled');
    expect(await store.verify()).toEqual([]);
  });

  test('the provider’s own count of parts is kept, and a campaign tells how many differ', async () => {
    const { store, campaignId } = await sent('accepted');
    expect((await store.getCampaign(campaignId)).partsDiffer).toBe(1);
  });

  test('messages of a removed account expire, since nobody can ask any more', async () => {
    const { store, accountId, campaignId } = await sent('accepted');
    await store.finishDone(2200);
    expect(await store.expireOrphans(9000, 10, 10_000)).toEqual([]);
    await store.removeAccount(accountId, 2300);
    expect(await store.expireOrphans(2099, 10, 10_000)).toEqual([]);
    expect(await store.expireOrphans(2100, 10, 10_000)).toEqual([campaignId]);
    expect(await stateOf(store, campaignId)).toBe('expired');
  });
});
