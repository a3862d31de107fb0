import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/main/engine/store/store.ts';
import { newCampaign, newMessage, openTestStore, runningCampaign, startCampaign } from '../support/store.ts';

type Options = Partial<Parameters<Store['claimDue']>[0]>;

const claimOrSkip = (store: Store, accountId: number, options: Options = {}) =>
  store.claimDue({
    accountId,
    now: 2000,
    dueBy: options.now ?? 2000,
    steadyAt: options.now ?? 2000,
    limit: 10,
    maxParts: null,
    hardParts: null,
    people: null,
    missedBefore: 0,
    grouping: 'none',
    ...options,
  });

const claim = async (store: Store, accountId: number, options: Options = {}) =>
  (await claimOrSkip(store, accountId, options)).claimed;

const otp = {
  content: { kind: 'text', text: 'Kod: <code>' },
  codeLength: 4,
  validMinutes: 5,
  given: false,
} as const;
const sendBefore = 301_500;

test('what one person waits for is claimed ahead of every campaign', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 3);
  const single = { listId: null, template: 'x' };
  await startCampaign(store, newCampaign(accountId, 1, { ...single, kind: 'otp', otp, sendBefore }), [
    newMessage(accountId, '+998901'),
  ]);
  await startCampaign(store, newCampaign(accountId, 1, { ...single, kind: 'reply' }), [
    newMessage(accountId, '+998902'),
  ]);
  const claimed = [...(await claim(store, accountId)), ...(await claim(store, accountId))];
  expect(claimed.map(({ recipient }) => recipient)).toEqual(['+998901', '+998902']);
  expect(claimed[0]?.otp).toEqual(otp);
  expect(await claim(store, accountId)).toHaveLength(3);
});

test('a code that would come too late is skipped and says why; a person who opted out still gets a code', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 0);
  const campaign = newCampaign(accountId, 1, { kind: 'otp', listId: null, otp, sendBefore });
  await store.optOut('+998901', 'No advertising', 1000);
  await startCampaign(store, campaign, [newMessage(accountId, '+998901')]);
  expect(await claim(store, accountId)).toHaveLength(1);
  const late = await startCampaign(store, campaign, [newMessage(accountId, '+998901')]);
  expect(await claim(store, accountId, { now: 301_500 })).toEqual([]);
  const { messages } = await store.listMessages({ campaignId: late, state: null, after: null, limit: 9 });
  expect(messages).toMatchObject([{ state: 'skipped', errorCode: 'code-expired' }]);
});

test('a code that stands still with its account is taken out of the line when its time is over', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 0);
  const campaign = newCampaign(accountId, 1, { kind: 'otp', listId: null, otp, sendBefore });
  const id = await startCampaign(store, campaign, [newMessage(accountId, '+998901')]);
  await store.pauseCampaigns(accountId, 'balance', 'No money', 2000);
  expect(await store.skipTooLate(301_499)).toEqual([]);
  expect(await store.skipTooLate(301_500)).toEqual([id]);
  expect((await store.getCampaign(id)).states.skipped).toBe(1);
  expect(await store.finishDone(302_000)).toContain(id);
});

test('each account of a routed campaign claims its own messages only', async () => {
  const store = openTestStore();
  const { accountId, listId } = await runningCampaign(store, 0);
  const second = await store.createAccount({ name: 'B', provider: 'ubill', settings: {}, demo: false }, 1000);
  const id = await startCampaign(store, newCampaign(accountId, listId), [
    newMessage(accountId, '+998901'),
    newMessage(second.id, '+995511'),
  ]);
  expect((await store.getCampaign(id)).accountIds).toEqual([accountId, second.id]);
  // Trouble of either account stops the whole campaign.
  expect(await store.pauseCampaigns(second.id, 'auth', null, 2000)).toEqual([id]);
  await store.changeCampaign(id, ['paused'], 'running', 2000);
  expect((await claim(store, second.id)).map(({ recipient }) => recipient)).toEqual(['+995511']);
  expect((await claim(store, accountId)).map(({ recipient }) => recipient)).toEqual(['+998901']);
  expect(await store.nextDueAt(second.id)).toBeNull();
  // One that has nothing left in line does not, and neither can be removed while the campaign lives.
  expect(await store.pauseCampaigns(second.id, 'auth', null, 2000)).toEqual([]);
  await expect(store.removeAccount(second.id, 2000)).rejects.toThrow(/not over yet/);
});

test('a group shares a text but for the name; a text with a place for a name of its own goes alone', async () => {
  const store = openTestStore();
  const { accountId, listId } = await runningCampaign(store, 0);
  const people = ['Ali', 'Vali', 'Gʻani'];
  await startCampaign(store, newCampaign(accountId, listId), [
    ...people.map((name, index) =>
      newMessage(accountId, `+99890${index}`, { name, text: `Salom ${name}, ${name}!` }),
    ),
    newMessage(accountId, '+998907', { name: 'Ali', text: 'Salom {name}!' }),
    newMessage(accountId, '+998908', { name: 'Ali', text: 'Salom {name}!' }),
  ]);
  const grouping = 'name' as const;
  expect(await claim(store, accountId, { grouping })).toHaveLength(3);
  expect(await claim(store, accountId, { grouping })).toMatchObject([{ recipient: '+998907' }]);
  expect(await claim(store, accountId, { grouping })).toMatchObject([{ recipient: '+998908' }]);
});

test('codes never share a request, though their masked texts are the same', async () => {
  const store = openTestStore();
  const { accountId, listId } = await runningCampaign(store, 0);
  await startCampaign(store, newCampaign(accountId, listId, { kind: 'otp', otp }), [
    newMessage(accountId, '+998901', { text: 'Kod: ••••' }),
    newMessage(accountId, '+998902', { text: 'Kod: ••••' }),
  ]);
  expect(await claim(store, accountId, { grouping: 'text' })).toHaveLength(1);
});

test('a claim stays within its parts, but for one message that has more by itself', async () => {
  const store = openTestStore();
  const { accountId, listId } = await runningCampaign(store, 0);
  await startCampaign(store, newCampaign(accountId, listId), [
    newMessage(accountId, '+998901', { parts: 5 }),
    newMessage(accountId, '+998902', { parts: 2 }),
    newMessage(accountId, '+998903', { parts: 1 }),
    newMessage(accountId, '+998904', { parts: 1 }),
  ]);
  const sizes: number[] = [];
  for (let round = 0; round < 3; round++) {
    sizes.push((await claim(store, accountId, { maxParts: 3 })).length);
  }
  expect(sizes).toEqual([1, 2, 1]);
});

test('what the provider should hold carries the time; handed over too late it asks, and then goes at once', async () => {
  const store = openTestStore();
  const { accountId, listId } = await runningCampaign(store, 0);
  const held = newCampaign(accountId, listId, { scheduledAt: 50_000, providerHolds: true });
  const id = await startCampaign(store, held, [
    newMessage(accountId, '+998901'),
    newMessage(accountId, '+998902'),
  ]);
  expect(await claim(store, accountId, { limit: 1 })).toMatchObject([{ sendAt: 50_000 }]);
  expect(await store.fireSchedules([accountId], 60_000, 5000)).toEqual([id]);
  expect(await store.getCampaign(id)).toMatchObject({ state: 'paused', pauseReason: 'missed-schedule' });
  await store.changeCampaign(id, ['paused'], 'running', 61_000);
  expect(await store.fireSchedules([accountId], 62_000, 5000)).toEqual([]);
  expect(await claim(store, accountId, { now: 63_000 })).toMatchObject([{ sendAt: null }]);
});

test('what the provider should have held until long ago is not handed over', async () => {
  const store = openTestStore();
  const { accountId, listId } = await runningCampaign(store, 0);
  const held = newCampaign(accountId, listId, { scheduledAt: 50_000, providerHolds: true });
  await startCampaign(store, held, [newMessage(accountId, '+998901')]);
  expect(await claim(store, accountId, { now: 90_000, missedBefore: 50_001 })).toEqual([]);
  expect(await claim(store, accountId, { now: 90_000, missedBefore: 50_000 })).toHaveLength(1);
});

describe('a list of codes with a service name', () => {
  const content = { kind: 'devsms', templateType: 1, serviceName: 'Тех ДЎКОН' } as const;
  const verdict = async (store: Store, accountId: number, is: 'safe' | 'dangerous') => {
    const campaign = newCampaign(accountId, 1, { kind: 'otp', listId: null, otp: { ...otp, content } });
    await startCampaign(store, campaign, [newMessage(accountId, '+998909')]);
    const [tried] = await claim(store, accountId);
    if (!tried) throw new Error('One message should be claimed.');
    const { id, attemptId } = tried;
    const base = { id, attemptId, detail: 'No.', countsAttempt: true };
    const change = { to: 'failed', code: 'refused-charged', error: 'No.', cost: null } as const;
    // Another spelling of the same name.
    const serviceName = { name: 'тех  Дўкон', verdict: is };
    await store.settle([{ ...base, outcome: 'permanent', change, serviceName }], 2100);
  };
  /** A running list of three. */
  const codes = (store: Store, accountId: number, listId: number) => {
    const people = ['+998901', '+998902', '+998903'].map((phone) => newMessage(accountId, phone));
    return startCampaign(
      store,
      newCampaign(accountId, listId, { kind: 'otp', otp: { ...otp, content } }),
      people,
    );
  };

  test('tries a name that DevSMS never took with one message at a time', async () => {
    const store = openTestStore();
    const { accountId, listId } = await runningCampaign(store, 0);
    await codes(store, accountId, listId);
    expect(await claim(store, accountId)).toHaveLength(1);
    expect(await claim(store, accountId)).toEqual([]);
    await verdict(store, accountId, 'safe');
    expect(await claim(store, accountId)).toHaveLength(2);
  });

  test('waits while it is uncertain whether DevSMS took the name; a look-up that finds the message proves it', async () => {
    const store = openTestStore();
    const { accountId, listId } = await runningCampaign(store, 0);
    await codes(store, accountId, listId);
    const [tried] = await claim(store, accountId);
    if (!tried) throw new Error('One message should be claimed.');
    const { id, attemptId } = tried;
    const change = { to: 'unknown', code: 'no-answer', error: 'Cut.', nextLookupAt: 2100 } as const;
    await store.settle(
      [{ id, attemptId, outcome: 'ambiguous', detail: null, countsAttempt: true, change }],
      2100,
    );
    expect(await claim(store, accountId)).toEqual([]);

    const [sought] = await store.dueLookups(accountId, 2200, 1);
    if (!sought) throw new Error('It should be due for a look-up.');
    expect(sought.refusalCosts).toBe(true);
    const found = { proof: 'taken', providerId: '7', cost: null, nextReportAt: null } as const;
    await store.settleLookups([{ ...sought, ...found }], 2300);
    expect(await store.listServiceNames(accountId)).toMatchObject([{ name: 'Тех ДЎКОН', verdict: 'safe' }]);
    expect(await claim(store, accountId)).toHaveLength(2);
  });

  test('does not pay for a name that DevSMS refused before', async () => {
    const store = openTestStore();
    const { accountId, listId } = await runningCampaign(store, 0);
    await verdict(store, accountId, 'dangerous');
    const id = await codes(store, accountId, listId);
    expect(await claim(store, accountId)).toEqual([]);
    const { messages } = await store.listMessages({
      campaignId: id,
      state: 'skipped',
      after: null,
      limit: 9,
    });
    expect(messages.map(({ errorCode }) => errorCode)).toEqual(['refused', 'refused', 'refused']);
  });
});

test('a limit of the account is never exceeded, however long the next message is', async () => {
  const store = openTestStore();
  const { accountId, listId } = await runningCampaign(store, 0);
  await startCampaign(store, newCampaign(accountId, listId), [
    newMessage(accountId, '+998901', { parts: 5 }),
  ]);
  expect(await claim(store, accountId, { maxParts: 1, hardParts: 4 })).toEqual([]);
  expect(await claim(store, accountId, { maxParts: 1, hardParts: 5 })).toHaveLength(1);
});

test('a limit of people keeps back whom one never wrote to, and nobody else', async () => {
  const store = openTestStore();
  const { accountId, listId } = await runningCampaign(store, 0);
  await startCampaign(store, newCampaign(accountId, listId), [newMessage(accountId, '+998901')]);
  expect(await claim(store, accountId)).toHaveLength(1);
  await startCampaign(store, newCampaign(accountId, listId), [
    newMessage(accountId, '+998902'),
    newMessage(accountId, '+998901'),
    newMessage(accountId, '+998903'),
  ]);
  const claimed = async (newAtMost: number) =>
    (await claim(store, accountId, { people: { since: 1000, newAtMost } })).map(({ recipient }) => recipient);
  expect(await claimed(0)).toEqual(['+998901']);
  expect(await claimed(0)).toEqual([]);
  expect(await claimed(1)).toEqual(['+998902']);
});

test('a reply that nobody could send for a day is taken out of the line in its own words', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 0);
  const reply = newCampaign(accountId, 1, { kind: 'reply', listId: null, sendBefore: 5000 });
  const id = await startCampaign(store, reply, [newMessage(accountId, '+998901')]);
  await store.pauseCampaigns(accountId, 'auth', null, 2000);
  expect(await store.skipTooLate(5000)).toEqual([id]);
  const { messages } = await store.listMessages({ campaignId: id, state: null, after: null, limit: 9 });
  expect(messages).toMatchObject([{ state: 'skipped', errorCode: 'too-late' }]);
});

test('removing an account withdraws its codes and replies, which stand in no list to cancel them from', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 0);
  await store.finishDone(1900);
  const id = await startCampaign(store, newCampaign(accountId, 1, { kind: 'reply', listId: null }), [
    newMessage(accountId, '+998901'),
  ]);
  await store.pauseCampaigns(accountId, 'auth', null, 2000);
  await store.removeAccount(accountId, 3000);
  expect(await store.getCampaign(id)).toMatchObject({ state: 'cancelled', states: { cancelled: 1 } });
  expect(await store.verify()).toEqual([]);
});

test('an account’s use counts what may have gone out, not what was refused', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 3);
  const [first, second, third] = await claim(store, accountId);
  if (!first || !second || !third) throw new Error('Three messages should be claimed.');
  const settled = { detail: null, countsAttempt: true };
  await store.settle(
    [
      {
        ...settled,
        id: first.id,
        attemptId: first.attemptId,
        outcome: 'permanent',
        change: { to: 'failed', code: 'refused', error: 'No.', cost: null },
      },
      {
        ...settled,
        id: second.id,
        attemptId: second.attemptId,
        outcome: 'ambiguous',
        change: { to: 'unknown', code: 'no-answer', error: 'Cut.', nextLookupAt: null },
      },
    ],
    2500,
  );
  expect(await store.usageSince(accountId, 1999)).toEqual({
    parts: 2,
    recipients: 2,
    oldestAt: 2000,
    oldestRecipientAt: 2000,
  });
  expect((await store.usageSince(accountId, 2000)).parts).toBe(0);
});

test('of very many who opted out since, a claim skips some hundreds, and the next one goes on', async () => {
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 1200);
  const phones = Array.from({ length: 1199 }, (_, index) => `+99890${1_000_000 + index}`);
  await store.addOptOuts(phones, 'asked', 1500);
  const first = await claimOrSkip(store, accountId);
  expect(first.claimed).toEqual([]);
  expect(first.skipped).toBeGreaterThanOrEqual(500);
  expect(first.skipped).toBeLessThan(600);
  expect((await store.getCampaign(campaignId)).states.skipped).toBe(first.skipped);
  await claimOrSkip(store, accountId);
  expect((await claim(store, accountId)).map(({ recipient }) => recipient)).toEqual(['+998901001199']);
  expect(await claimOrSkip(store, accountId)).toEqual({ claimed: [], skipped: 0 });
});

test('the last claims of an account tell what went together, and when by both clocks', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 5);
  const { accountId: other } = await runningCampaign(store, 1);
  await claim(store, accountId, { limit: 1, now: 2000, steadyAt: 7000 });
  // The clock was set back.
  await claim(store, accountId, { limit: 3, now: 1500, steadyAt: 7100 });
  await claim(store, other, { now: 2000, steadyAt: 7200 });
  await claim(store, accountId, { limit: 1, now: 1600, steadyAt: 7300 });
  expect(await store.lastClaims(accountId, 2)).toEqual([
    { messages: 3, parts: 3, startedAt: 1500, steadyAt: 7100 },
    { messages: 1, parts: 1, startedAt: 1600, steadyAt: 7300 },
  ]);
});
