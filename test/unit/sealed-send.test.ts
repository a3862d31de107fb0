import { expect, test } from 'vitest';
import { systemClock } from '../../src/main/engine/lib/clock.ts';
import { silentLog } from '../../src/main/engine/lib/log.ts';
import type { OutgoingMessage } from '../../src/main/engine/providers/provider.ts';
import { createOneTimeCodes } from '../../src/main/engine/queue/one-time-codes.ts';
import { sealAndSend } from '../../src/main/engine/queue/sealed-send.ts';
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
  await sealAndSend({ ...tools, send: async (messages) => ((sent = messages), []) }, [message]);
  return sent[0];
}

test('the provider is told the time of what it should hold, however soon that is', async () => {
  expect(await sentAt(2_000, 2_001)).toHaveProperty('sendAt', 2_001);
  expect(await sentAt(2_000, 57_000)).toHaveProperty('sendAt', 57_000);
  expect(await sentAt(2_000, 2_000)).not.toHaveProperty('sendAt');
});
