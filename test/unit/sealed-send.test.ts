import { expect, test } from 'vitest';
import { systemClock } from '../../src/main/engine/lib/clock.ts';
import { silentLog } from '../../src/main/engine/lib/log.ts';
import type { OutgoingMessage } from '../../src/main/engine/providers/provider.ts';
import { createOneTimeCodes } from '../../src/main/engine/queue/one-time-codes.ts';
import { sealAndSend } from '../../src/main/engine/queue/sealed-send.ts';
import { createTestClock } from '../support/clock.ts';
import {
  claimOne,
  newCampaign,
  newMessage,
  openTestStore,
  runningCampaign,
  startCampaign,
} from '../support/store.ts';

/** What goes out at `now` of a message that the provider should hold until `sendAt`. */
async function sentAt(now: number, sendAt: number): Promise<OutgoingMessage | undefined> {
  const store = openTestStore();
  const { accountId, listId } = await runningCampaign(store, 0);
  const campaign = newCampaign(accountId, listId, { scheduledAt: sendAt, providerHolds: true });
  await startCampaign(store, campaign, [newMessage(accountId, '+998901')]);
  const message = await claimOne(store, accountId, now);
  let sent: readonly OutgoingMessage[] = [];
  const tools = {
    codes: createOneTimeCodes(store),
    clock: { ...systemClock, now: () => now },
    log: silentLog,
  };
  const send = async (messages: readonly OutgoingMessage[]) => ((sent = messages), []);
  await sealAndSend({ ...tools, send }, [message], systemClock.uptime());
  return sent[0];
}

test('the provider is told the time of what it should hold, however soon that is', async () => {
  expect(await sentAt(2_000, 2_001)).toHaveProperty('sendAt', 2_001);
  expect(await sentAt(2_000, 57_000)).toHaveProperty('sendAt', 57_000);
  expect(await sentAt(2_000, 2_000)).not.toHaveProperty('sendAt');
});

test('what was claimed before the computer slept does not leave, and has its attempt back', async () => {
  const store = openTestStore();
  const { accountId } = await runningCampaign(store, 1);
  const message = await claimOne(store, accountId);
  const clock = createTestClock(Date.now());
  const claimedAt = clock.uptime();
  let sends = 0;
  const tools = { codes: createOneTimeCodes(store), clock, log: silentLog };
  const send = async () => ((sends += 1), []);
  clock.sleep(8 * 3_600_000);
  const [outcome] = await sealAndSend({ ...tools, send }, [message], claimedAt);
  expect(outcome).toMatchObject({ kind: 'left-out' });
  expect(sends).toBe(0);
});
