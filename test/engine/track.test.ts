import { expect, test } from 'vitest';
import { systemClock, type Clock } from '../../src/main/engine/lib/clock.ts';
import { providers } from '../../src/main/engine/providers/registry.ts';
import { createTracker } from '../../src/main/engine/queue/track.ts';
import { providerSettings } from '../../src/shared/account.ts';
import { connect, never, openSandbox } from '../providers/accounts.ts';
import { claimOne, openTestStore, runningCampaign } from '../support/store.ts';

const HOUR = 3_600_000;

/**
 * One message that DevSMS has taken and will never deliver, and a way to ask about it at any time. With `known: false`
 * DevSMS does not know it any more.
 */
async function takenMessage(
  settings: { expireHours: number; pollSeconds: number },
  { known = true }: { known?: boolean } = {},
) {
  const sandbox = await openSandbox({ deliveryDelayMs: 1e9 });
  const connection = connect('devsms', sandbox.urls.devsms);
  const store = openTestStore();
  const { accountId, campaignId } = await runningCampaign(store, 1);
  const message = await claimOne(store, accountId);
  const [outcome] = await connection.send(
    [message].map(({ sendAt: _sendAt, otp: _otp, ...rest }) => rest),
    never(),
  );
  if (outcome?.kind !== 'accepted') throw new Error('The message should be taken.');
  const { id, attemptId } = message;
  const change = {
    to: 'accepted',
    providerId: known ? outcome.providerId : '424242',
    cost: null,
    providerParts: null,
    nextReportAt: 0,
    nextLookupAt: null,
  } as const;
  await store.settle([{ id, attemptId, outcome: 'accepted', detail: null, countsAttempt: true, change }], 0);
  const account = {
    id: accountId,
    settings: providerSettings.devsms.parse(settings),
    capabilities: providers.devsms.capabilities,
    connection,
    identity: 'a',
    priceOf: () => Promise.resolve(null),
    askPrice: () => Promise.resolve(),
  };
  const ask = (now: number, isCalled = false) => {
    const clock: Clock = { ...systemClock, now: () => now };
    return createTracker(account, { store, clock, steady: { latest: () => now } })(isCalled, never());
  };
  const state = async () => (await store.getCampaign(campaignId)).states;
  return { sandbox, store, accountId, ask, state };
}

test('a message without a final report expires after the account’s time, not before', async () => {
  const { ask, state } = await takenMessage({ expireHours: 5, pollSeconds: 10 });
  await ask(5 * HOUR - 1);
  expect((await state()).accepted).toBe(1);
  await ask(6 * HOUR);
  expect((await state()).expired).toBe(1);
});

test('one that the provider does not know is asked about ever more rarely, too, and expires', async () => {
  const { store, accountId, ask, state } = await takenMessage(
    { expireHours: 72, pollSeconds: 10 },
    { known: false },
  );
  await ask(48 * HOUR);
  expect(await store.dueReports(accountId, 49 * HOUR - 1, 10)).toHaveLength(0);
  await ask(72 * HOUR);
  expect((await state()).expired).toBe(1);
});

test('does not expire before the provider could be asked, unless that takes a day more', async () => {
  const { sandbox, ask, state } = await takenMessage({ expireHours: 5, pollSeconds: 10 });
  await sandbox.close();
  await expect(ask(28 * HOUR)).rejects.toMatchObject({ kind: 'offline' });
  expect((await state()).accepted).toBe(1);
  await expect(ask(29 * HOUR)).rejects.toMatchObject({ kind: 'offline' });
  expect((await state()).expired).toBe(1);
});

test('is asked about ten times as rarely where the provider calls by itself', async () => {
  const { store, accountId, ask } = await takenMessage({ expireHours: 72, pollSeconds: 10 });
  const isDueAt = async (now: number) => (await store.dueReports(accountId, now, 10)).length === 1;
  await ask(1000);
  expect([await isDueAt(10_999), await isDueAt(11_000)]).toEqual([false, true]);
  await ask(11_000, true);
  expect([await isDueAt(110_999), await isDueAt(111_000)]).toEqual([false, true]);
});
