import { describe, expect, test } from 'vitest';
import type { CallbackResult, ClaimedMessage } from '../../src/main/engine/store/queue-store.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import {
  claimOne,
  decide,
  newCampaign,
  newMessage,
  openTestStore,
  runningCampaign,
  startCampaign,
} from '../support/store.ts';

/** One message that was sent, with what became of it. */
async function sent(
  outcome: 'accepted' | 'unknown' | 'sending',
): Promise<{ store: Store; accountId: number; campaignId: number; message: ClaimedMessage }> {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 1);
  const message = await claimOne(store, accountId);
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

  test('settle no uncertain message of a person whose earlier one may be meant: it was sent again by decision', async () => {
    const { store, accountId, campaignId, message } = await sent('unknown');
    await decide(store, campaignId, 'send-again', 2200, [message.id]);
    const again = await claimOne(store, accountId, 2300);
    const told = { providerId: '6', cost: null, providerParts: null, nextReportAt: 9000, nextLookupAt: null };
    const settled = { id: again.id, attemptId: again.attemptId, detail: null, countsAttempt: true };
    await store.settle([{ ...settled, outcome: 'accepted', change: { to: 'accepted', ...told } }], 2400);

    const twin = newMessage(accountId, message.recipient, { text: 'Twin' });
    const twinId = await startCampaign(store, newCampaign(accountId, 1), [twin], 2500);
    const lost = await claimOne(store, accountId, 2600);
    const change = { to: 'unknown', code: 'no-answer', error: 'Cut.', nextLookupAt: null } as const;
    const ids = { id: lost.id, attemptId: lost.attemptId, detail: null, countsAttempt: true };
    await store.settle([{ ...ids, outcome: 'ambiguous', change }], 2700);

    const news = call({ providerId: '5', uncertainRecipient: message.recipient, at: 2800 });
    expect((await store.settleCallbacks(accountId, [news], 3000)).matched).toBe(0);
    expect(await stateOf(store, twinId)).toBe('unknown');
  });

  test('take a message out of the line again that a look-up wrongly took for never taken', async () => {
    const { store, accountId, campaignId, message } = await sent('unknown');
    const { id, attemptId } = message;
    const proof = { id, attemptId, newestAttemptId: attemptId, proof: 'never-taken' } as const;
    await store.settleLookups([proof], 2200);
    expect(await stateOf(store, campaignId)).toBe('queued');
    const news = call({ reference: message.reference });
    expect((await store.settleCallbacks(accountId, [news], 3000)).matched).toBe(1);
    expect(await stateOf(store, campaignId)).toBe('delivered');
    const query = {
      accountId,
      now: 9000,
      dueBy: 9000,
      steadyAt: 9000,
      limit: 9,
      maxParts: null,
      hardParts: null,
      people: null,
      missedBefore: 0,
    };
    expect((await store.claimDue({ ...query, grouping: 'none' })).claimed).toEqual([]);
    expect(await store.verify()).toEqual([]);
  });

  test('do not take a message out of the line that was never sent', async () => {
    const store = openTestStore();
    const { accountId, campaignId } = await runningCampaign(store, 1);
    const query = {
      accountId,
      now: 2000,
      dueBy: 2000,
      steadyAt: 2000,
      limit: 1,
      maxParts: null,
      hardParts: null,
      people: null,
      missedBefore: 0,
    };
    const { claimed } = await store.claimDue({ ...query, grouping: 'none' });
    const [message] = claimed;
    if (!message) throw new Error('One message should be claimed.');
    const { id, attemptId, reference } = message;
    const base = { id, attemptId, outcome: 'transient' as const, detail: null, countsAttempt: false };
    await store.settle([{ ...base, change: { to: 'queued', dueAt: 2000 } }], 2000);
    await store.settleCallbacks(accountId, [call({ reference })], 3000);
    expect(await stateOf(store, campaignId)).toBe('queued');
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

  /** A campaign to two people that the provider holds until `scheduledAt`; the first was handed over. */
  async function held(scheduledAt: number) {
    const store = openTestStore();
    const { accountId, listId } = await runningCampaign(store, 0);
    const campaign = newCampaign(accountId, listId, { scheduledAt, providerHolds: true });
    const people = ['+998901', '+998902'].map((phone) => newMessage(accountId, phone));
    const id = await startCampaign(store, campaign, people);
    const message = await claimOne(store, accountId, 2000);
    const told = { providerId: '7', cost: null, providerParts: null, nextReportAt: 3000, nextLookupAt: null };
    const base = { id: message.id, attemptId: message.attemptId, detail: null, countsAttempt: true };
    await store.settle([{ ...base, outcome: 'accepted', change: { to: 'accepted', ...told } }], 2100);
    return { store, accountId, id };
  }

  test('what the provider held is on its way only from then on', async () => {
    const { store, accountId } = await held(500_000);
    expect(await store.dueReports(accountId, 600_000, 10)).toMatchObject([{ acceptedAt: 500_000 }]);
  });

  test('what the provider held stays so where the rest of its campaign missed the time', async () => {
    const { store, accountId, id } = await held(500_000);
    await store.pauseCampaigns(accountId, 'balance', null, 3000);
    await store.changeCampaign(id, ['paused'], 'running', 600_000);
    expect(await store.fireSchedules([accountId], 600_001, 5000)).toEqual([id]);
    expect(await store.getCampaign(id)).toMatchObject({ state: 'paused', providerHolds: false });
    expect(await store.dueReports(accountId, 600_001, 10)).toMatchObject([{ acceptedAt: 500_000 }]);
    expect(await store.verify()).toEqual([]);
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
