import { z } from 'zod';
import { CampaignProgress } from './campaign.ts';

/** A campaign to a list that is running, paused or scheduled, with its progress. */
const LiveCampaign = CampaignProgress.extend({
  name: z.string(),
  /** Wall clock, ms; null where it was started by hand. */
  scheduledAt: z.int().nullable(),
});
export type LiveCampaign = z.infer<typeof LiveCampaign>;

/** What there is still to do: what is shown while no window is open, and why Kaptar stays when one is closed. */
export const Work = z.object({
  /** Whether anything goes on, or will start, by itself. */
  busy: z.boolean(),
  /** Messages that are on the wire at this moment. */
  sending: z.int(),
  /** Whether an import, a change of contacts or a file is being worked on, which quitting would give up. */
  unfinished: z.boolean(),
  /** Running ones first, then the newest. */
  campaigns: z.array(LiveCampaign),
});
export type Work = z.infer<typeof Work>;
