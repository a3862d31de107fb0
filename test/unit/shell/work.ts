import type { CampaignState, PauseReason } from '../../../src/shared/campaign.ts';
import { MessageState, type StateCounts } from '../../../src/shared/message.ts';
import type { Work } from '../../../src/shared/work.ts';

type LiveCampaign = Work['campaigns'][number];

/** Counts of messages by state; none of what is not named. */
export function counts(some: Partial<StateCounts>): StateCounts {
  const none = Object.fromEntries(MessageState.options.map((state) => [state, 0])) as StateCounts;
  return { ...none, ...some };
}

/** A campaign of 5,000 messages of which 1,240 have gone, with what is special about it. */
export function liveCampaign(
  state: CampaignState,
  special: Partial<LiveCampaign> = {},
  pauseReason: PauseReason | null = null,
): LiveCampaign {
  return {
    campaignId: 1,
    name: 'Bayram',
    scheduledAt: null,
    state,
    pauseReason,
    pauseDetail: null,
    pauseAccountId: null,
    states: counts({ queued: 3757, sending: 3, accepted: 1240 }),
    total: 5000,
    cost: null,
    lookupsPending: 0,
    rate: 5,
    remainingMs: 720_000,
    limit: null,
    quiet: [],
    disk: null,
    ...special,
  };
}

/** What is under way. */
export function work(...campaigns: LiveCampaign[]): Work {
  const busy = campaigns.some(({ state }) => state === 'running' || state === 'scheduled');
  return { busy, sending: 0, unfinished: false, campaigns };
}
