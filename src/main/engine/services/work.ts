import type { Campaign } from '../../../shared/campaign.ts';
import type { Work } from '../../../shared/work.ts';
import { pauseCampaign, resumeCampaign, type CampaignTools } from './campaigns.ts';
import type { OneAtATime } from './one-at-a-time.ts';

/** More would be read by nobody, in a menu least of all. */
const SHOWN = 50;

interface WorkTools extends CampaignTools {
  readonly importing: OneAtATime;
  readonly changing: OneAtATime;
  readonly exporting: OneAtATime;
}

/** All that is under way, for whoever looks at it without a window. */
export async function getWork({ store, progress, importing, changing, exporting }: WorkTools): Promise<Work> {
  const { busy, sending } = await store.countWork();
  const live = await store.listLiveCampaigns(SHOWN);
  const campaigns = [];
  for (const { id, name, scheduledAt } of live) {
    campaigns.push({ ...(await progress.get(id)), name, scheduledAt });
  }
  const unfinished = [importing, changing, exporting].some((work) => work.isRunning());
  return { busy, sending, unfinished, campaigns };
}

/** Pauses every running campaign to a list; answers how many. */
export function pauseAll(tools: CampaignTools): Promise<number> {
  return forEach(
    tools,
    ({ state }) => state === 'running',
    ({ id }) => pauseCampaign(tools, id),
  );
}

/** Resumes every campaign to a list that the operator has paused; answers how many. */
export function resumeAll(tools: CampaignTools): Promise<number> {
  return forEach(
    tools,
    ({ state, pauseReason }) => state === 'paused' && pauseReason === 'operator',
    ({ id }) => resumeCampaign(tools, id),
  );
}

async function forEach(
  { store }: CampaignTools,
  isMeant: (campaign: Campaign) => boolean,
  change: (campaign: Campaign) => Promise<unknown>,
): Promise<number> {
  let changed = 0;
  for (const campaign of await store.listLiveCampaigns(null)) {
    if (!isMeant(campaign)) continue;
    await change(campaign);
    changed += 1;
  }
  return changed;
}
