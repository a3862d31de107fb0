import type { CampaignProgress, DiskTrouble, PauseReason } from '../../shared/campaign.ts';
import type { CallInput, CallOutput, EngineCall } from '../../shared/contract.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { EngineEvent } from './engine-process.ts';
import type { Words } from './words.ts';

/** One trouble of an account pauses all of its campaigns within moments: they are told of together. */
const GATHER_MS = 500;

/** One message of the system's. */
export interface Notice {
  /** A later one of the same key takes its place. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** The screen that a click leads to. */
  readonly path: string;
}

interface NoticeTools {
  ask<C extends EngineCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>>;
  readonly chosen: () => Preferences['notifications'];
  readonly words: () => Words;
  /** Whether the operator sees the window: what is on the screen needs no notice. */
  readonly isLookedAt: () => boolean;
  show(notice: Notice): void;
  /** How many received messages nobody has read. */
  onUnread(unread: number): void;
  /** Wall clock, ms. */
  readonly now: () => number;
}

/** Tells what happens to campaigns and in the inbox while nobody looks; each thing once. Feed it the engine's events. */
export function createNotices(tools: NoticeTools): { heard(event: EngineEvent): void } {
  const since = tools.now();
  /** Campaigns whose end was looked at: late reports move them for days. */
  const ended = new Set<number>();
  /** Why campaigns stand still, as far as that was told. */
  const paused = new Map<number, PauseReason>();
  let gathering: CampaignProgress[] = [];
  /** What is wrong with the disk, as far as that was told: it is one trouble for all campaigns. */
  let disk: DiskTrouble | null = null;
  /** Null until the inbox was seen once: what was there before is no news. */
  let unread: number | null = null;
  let inboxAsked = Promise.resolve();

  const tellEnd = async (id: number): Promise<void> => {
    const campaign = await tools.ask('campaigns.get', { id });
    const isNews = campaign.kind === 'list' && campaign.finishedAt !== null && campaign.finishedAt >= since;
    if (!isNews || !tools.chosen().ended || tools.isLookedAt()) return;
    tools.show(endNotice(campaign, tools.words()));
  };

  const tellPauses = async (): Promise<void> => {
    const pauses = gathering;
    gathering = [];
    if (!tools.chosen().paused || tools.isLookedAt()) return;
    for (const together of Map.groupBy(pauses, causeOf).values()) {
      const campaigns = await Promise.all(
        together.map(({ campaignId }) => tools.ask('campaigns.get', { id: campaignId })),
      );
      const lists = campaigns.filter(({ kind, state }) => kind === 'list' && state === 'paused');
      const notice = pauseNotice(lists, tools.words());
      if (notice) tools.show(notice);
    }
  };

  const tellDisk = (id: number, trouble: DiskTrouble): void => {
    if (!tools.chosen().paused || tools.isLookedAt()) return;
    const { t } = tools.words();
    const [title, body] = [t(`live.disk.${trouble}.title`), t(`live.disk.${trouble}.body`)];
    tools.show({ key: 'disk', title, body, path: `/campaigns/${id}` });
  };

  const hearProgress = (progress: CampaignProgress): void => {
    const { campaignId: id, state, pauseReason } = progress;
    if (progress.disk && progress.disk !== disk) tellDisk(id, progress.disk);
    if (state === 'running') ({ disk } = progress);
    if (state === 'running') {
      ended.delete(id);
      paused.delete(id);
    } else if (state === 'finished' && !ended.has(id)) {
      ended.add(id);
      void attempt(tellEnd(id));
    } else if (
      state === 'paused' &&
      pauseReason &&
      pauseReason !== 'operator' &&
      paused.get(id) !== pauseReason
    ) {
      paused.set(id, pauseReason);
      if (gathering.length === 0) setTimeout(() => void attempt(tellPauses()), GATHER_MS);
      gathering.push(progress);
    }
  };

  const lookAtInbox = async (): Promise<void> => {
    const { threads, unread: now } = await tools.ask('inbox.threads', { limit: 1 });
    const fresh = unread === null ? 0 : now - unread;
    unread = now;
    tools.onUnread(now);
    const [thread] = threads;
    if (fresh <= 0 || !thread || !tools.chosen().inbox || tools.isLookedAt()) return;
    const { t, count } = tools.words();
    const one = fresh === 1 && thread.lastDirection === 'in';
    tools.show({
      key: 'inbox',
      title: one
        ? thread.name || thread.phone
        : t('desktop.news.inbox', { count: fresh, number: count(fresh) }),
      body: one ? thread.lastText : t('desktop.news.inboxBody'),
      path: '/inbox',
    });
  };

  return {
    heard({ name, payload }) {
      if (name === 'campaign.progress') hearProgress(payload);
      const isOfInbox =
        (name === 'changed' && payload.topic === 'inbox') ||
        (name === 'engine.state' && payload.state === 'ready');
      // One look after the other, or the same message would be news twice.
      if (isOfInbox) inboxAsked = inboxAsked.then(() => attempt(lookAtInbox()));
    },
  };
}

/** News that cannot be read is no news: whoever opens the window sees it. */
function attempt(telling: Promise<void>): Promise<void> {
  return telling.catch(() => undefined);
}

/** Pauses of the same cause are one thing. */
function causeOf({ pauseReason, pauseAccountId }: CampaignProgress): string {
  return `${pauseReason} ${pauseAccountId}`;
}

function endNotice({ id, name, states }: CallOutput<'campaigns.get'>, { t, count }: Words): Notice {
  const sent = states.accepted + states.delivered + states.undelivered + states.expired;
  const body =
    states.failed === 0
      ? t('desktop.news.sent', { count: sent, number: count(sent) })
      : t('desktop.news.sentSome', { sent: count(sent), failed: count(states.failed) });
  return { key: `campaign-${id}`, title: t('desktop.news.ended', { name }), body, path: `/campaigns/${id}` };
}

/** Of campaigns that were paused for the same cause; undefined where there are none. */
function pauseNotice(
  campaigns: readonly CallOutput<'campaigns.get'>[],
  { t, count }: Words,
): Notice | undefined {
  const [first] = campaigns;
  if (!first?.pauseReason || first.pauseReason === 'operator') return undefined;
  const body = t(`desktop.news.reasons.${first.pauseReason}`);
  const number = campaigns.length;
  if (number === 1) {
    const title = t('desktop.news.paused', { name: first.name });
    return { key: `campaign-${first.id}`, title, body, path: `/campaigns/${first.id}` };
  }
  const title = t('desktop.news.pausedSeveral', { count: number, number: count(number) });
  return { key: `paused-${first.pauseReason}`, title, body, path: '/campaigns' };
}
