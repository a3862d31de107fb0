import { expect, test } from 'vitest';
import { campaignTransitions, canCampaignBecome } from '../../src/shared/campaign.ts';
import { canMessageBecome, MessageState, messageTransitions } from '../../src/shared/message.ts';

test('a message goes back into the queue from the wire, from unknown, and as a refused one only', () => {
  const backToQueue = MessageState.options.filter((from) => canMessageBecome(from, 'queued'));
  expect(backToQueue).toEqual(['sending', 'failed', 'unknown']);
});

test('final states are final, but for a late report', () => {
  const final = ['delivered', 'skipped', 'cancelled'] as const;
  for (const state of final) expect(messageTransitions[state]).toEqual([]);
  expect(messageTransitions.undelivered).toEqual(['delivered']);
  expect(messageTransitions.expired).toEqual(['delivered', 'undelivered']);
});

test('a campaign that is over stays over, and one that is not can be cancelled', () => {
  // What was refused may be tried again.
  expect(campaignTransitions.finished).toEqual(['running']);
  expect(campaignTransitions.cancelled).toEqual([]);
  for (const state of ['draft', 'scheduled', 'running', 'paused'] as const) {
    expect(canCampaignBecome(state, 'cancelled')).toBe(true);
  }
});
