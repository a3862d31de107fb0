import type { Campaign, CampaignState } from '../../../shared/campaign.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Person } from '../../../shared/decision.ts';
import { AppError } from '../../../shared/errors.ts';
import { secondsToMs, type Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Queue } from '../queue/engine.ts';
import type { Progress } from '../queue/progress.ts';
import { withdrawAll } from '../queue/recover.ts';
import { providers } from '../providers/registry.ts';
import type { Store } from '../store/store.ts';
import { passOver } from './pass-over.ts';
import { getSettings } from './settings.ts';

export interface CampaignTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly emitter: Emitter;
  readonly queue: Queue;
  readonly progress: Progress;
  /** Whose word decisions are. */
  readonly person: Person;
}

/** Tells the window, and answers the campaign as it is now. */
export async function changed({ store, emitter, progress }: CampaignTools, id: number): Promise<Campaign> {
  emitter.emit('changed', { topic: 'campaigns' });
  progress.note(id, 0);
  return store.getCampaign(id);
}

/** Throws `conflict`: in its state this cannot be done. */
export function refuse(campaign: Campaign, verb: string): never {
  throw new AppError('conflict', `The campaign is ${campaign.state}: it cannot be ${verb}.`, {
    reason: 'campaign-state',
    state: campaign.state,
  });
}

/**
 * Sends a draft, or a scheduled campaign before its time. A running one is left as it is. With `undo` a draft waits as
 * long as the settings say; the wait is on the disk, so that a crash in it neither loses nor doubles anything.
 */
export async function startCampaign(
  tools: CampaignTools,
  { id, undo }: ParsedInput<'campaigns.start'>,
): Promise<Campaign> {
  const campaign = await tools.store.getCampaign(id);
  if (campaign.state === 'running') return campaign;
  // Proves that the accounts are still there.
  for (const accountId of campaign.accountIds) await tools.store.getAccount(accountId);
  const now = tools.clock.now();
  const undoMs = undo ? secondsToMs((await getSettings(tools.store)).undoSeconds) : 0;
  const started =
    undoMs > 0
      ? await tools.store.startAfterUndo(id, now + undoMs)
      : await tools.store.changeCampaign(id, ['draft', 'scheduled'], 'running', now);
  if (!started) refuse(campaign, 'started');
  await tools.store.resumeSingles(campaign.accountIds, tools.clock.now());
  tools.queue.resume(campaign.accountIds);
  return changed(tools, id);
}

/** Withdraws a campaign while its undo lasts: not one request was made. Throws `conflict` once it has begun. */
export async function takeBackCampaign(tools: CampaignTools, id: number): Promise<Campaign> {
  const { state, undoUntil } = await tools.store.getCampaign(id);
  // One that was cut short while withdrawing is carried on.
  const isBack =
    undoUntil !== null &&
    (state === 'cancelled' ||
      (await tools.store.changeCampaign(id, ['scheduled'], 'cancelled', tools.clock.now())));
  if (!isBack) {
    const words = 'It has begun already. Pause it, or cancel the rest.';
    throw new AppError('conflict', words, { reason: 'undo-over' });
  }
  await withdrawAll(tools.store, id, tools.clock);
  return changed(tools, id);
}

/** Claims no further message; what is on the wire ends. What would go on by itself does so no more. */
export async function pauseCampaign(tools: CampaignTools, id: number): Promise<Campaign> {
  const campaign = await tools.store.getCampaign(id);
  const pause = { reason: 'operator', detail: null } as const;
  if (campaign.state === 'paused') {
    const changes = await tools.store.changeOffline([id], { ...pause, accountId: null });
    return changes.length > 0 ? changed(tools, id) : campaign;
  }
  const paused = await tools.store.changeCampaign(id, ['running'], 'paused', tools.clock.now(), pause);
  if (!paused) refuse(campaign, 'paused');
  return changed(tools, id);
}

/** Goes on after a pause, whatever its reason. A running campaign is left as it is. */
export async function resumeCampaign(tools: CampaignTools, id: number): Promise<Campaign> {
  const campaign = await tools.store.getCampaign(id);
  if (campaign.state === 'running' || campaign.state === 'finished') return campaign;
  const resumed = await tools.store.changeCampaign(id, ['paused'], 'running', tools.clock.now());
  if (!resumed) refuse(campaign, 'resumed');
  await tools.store.resumeSingles(campaign.accountIds, tools.clock.now());
  tools.queue.resume(campaign.accountIds);
  return changed(tools, id);
}

/**
 * Withdraws all that was not sent; the lanes withdraw at the provider what it can still give back. What is on the
 * wire or uncertain is followed to its end.
 */
export async function cancelCampaign(tools: CampaignTools, id: number): Promise<Campaign> {
  const campaign = await tools.store.getCampaign(id);
  const live: CampaignState[] = ['draft', 'scheduled', 'running', 'paused'];
  const cancelled = await tools.store.changeCampaign(id, live, 'cancelled', tools.clock.now());
  // One that was cut short while withdrawing is carried on.
  if (!cancelled && campaign.state !== 'cancelled') refuse(campaign, 'cancelled');
  await withdrawAll(tools.store, id, tools.clock);
  return changed(tools, id);
}

/**
 * Asks the providers of a finished campaign to withdraw what they have taken and not sent yet; the lanes do it, and what
 * has left stays as it is. Throws `conflict` where the campaign is not finished or no provider of it can.
 */
export async function withdrawCampaign(tools: CampaignTools, id: number): Promise<Campaign> {
  const campaign = await tools.store.getCampaign(id);
  const accounts = await tools.store.listAccounts();
  const canWithdraw = accounts.some(
    (account) => campaign.accountIds.includes(account.id) && providers[account.provider].capabilities.cancel,
  );
  if (!canWithdraw) {
    const words = 'The provider of this campaign takes nothing back.';
    throw new AppError('conflict', words, { reason: 'cannot-withdraw' });
  }
  if (!(await tools.store.askBack(id, tools.clock.now()))) refuse(campaign, 'withdrawn');
  return changed(tools, id);
}

/** Gives it another name. */
export async function renameCampaign(
  tools: CampaignTools,
  { id, name }: ParsedInput<'campaigns.rename'>,
): Promise<Campaign> {
  await tools.store.getCampaign(id);
  await tools.store.renameCampaign(id, name);
  return changed(tools, id);
}

/** Puts a campaign out of sight, or back into it; nothing of it is lost. */
export async function archiveCampaign(
  tools: CampaignTools,
  { id, archived }: ParsedInput<'campaigns.archive'>,
): Promise<Campaign> {
  const campaign = await tools.store.getCampaign(id);
  if (!(await tools.store.archiveCampaign(id, archived ? tools.clock.now() : null)))
    refuse(campaign, 'archived');
  return changed(tools, id);
}

/** A page of a campaign's messages, oldest first. */
export async function listMessages(
  { store }: CampaignTools,
  { id: campaignId, state, error, after, skip, limit }: ParsedInput<'campaigns.messages'>,
): Promise<CallOutput<'campaigns.messages'>> {
  await store.getCampaign(campaignId);
  const of = { campaignId, state, error };
  const from = await passOver(after, skip, (last, count) =>
    store.passMessages({ ...of, after: last, count }),
  );
  return store.listMessages({ ...of, after: from, limit });
}
