import type {
  AccountLimit,
  Campaign,
  CampaignProgress,
  DiskTrouble,
  QuietWait,
} from '../../../shared/campaign.ts';
import { quietWaits } from '../../../shared/quiet-hours.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/store.ts';
import type { NightWatch } from './night-watch.ts';
import { startPoll } from './poll.ts';

/** Four events a second for one campaign: as live as an eye can follow. */
const EVERY_MS = 250;
/** A rate that falls because nothing is answered is told this often. */
const STALL_EVERY_MS = 1000;
/** The rate is measured over this time. */
const RATE_WINDOW_MS = 10_000;

/** Tells the window how running campaigns get on, at most four times a second each. */
export interface Progress {
  /** Something of the campaign changed; `settled` messages left the wire. */
  note(campaignId: number, settled: number): void;
  get(campaignId: number): Promise<CampaignProgress>;
  /** Resolves when nothing is read any more. */
  stop(): Promise<void>;
}

/**
 * @param emit told of each campaign that changed
 * @param limitOf which limit of these accounts keeps messages back
 * @param diskTrouble why nothing can be claimed or settled
 */
export function createProgress(
  store: Store,
  clock: Clock,
  log: Log,
  emit: (progress: CampaignProgress) => void,
  limitOf: (accountIds: readonly number[]) => AccountLimit | null,
  diskTrouble: () => DiskTrouble | null,
  nightWatch: NightWatch,
): Progress {
  const settledLately = new Map<number, { at: number; count: number }[]>();
  const changed = new Set<number>();

  function recentOf(campaignId: number): { at: number; count: number }[] {
    const now = clock.monotonic();
    return (settledLately.get(campaignId) ?? []).filter(({ at }) => now - at < RATE_WINDOW_MS);
  }

  function rateOf(campaignId: number): number {
    // The first one only begins the time that is measured.
    const [first, ...rest] = recentOf(campaignId);
    if (!first) return 0;
    const settled = rest.reduce((sum, { count }) => sum + count, 0);
    // Over less than a second two answers would look like a rate.
    const span = Math.max(1000, clock.monotonic() - first.at);
    return settled / (span / 1000);
  }

  /** Without answers there is no news, but the rate falls and the time left grows. */
  function noteStalled(): void {
    for (const campaignId of settledLately.keys()) {
      const recent = recentOf(campaignId);
      if (recent.length === 0) settledLately.delete(campaignId);
      else settledLately.set(campaignId, recent);
      changed.add(campaignId);
    }
  }

  async function quietOf({ id, kind, state, providerHolds, states }: Campaign): Promise<QuietWait[]> {
    if (kind !== 'list' || state !== 'running' || providerHolds || states.queued === 0) return [];
    const night = await nightWatch();
    if (!night) return [];
    const inLine = await store.countInLine(id);
    return quietWaits(
      inLine.map(({ place, messages }) => [place, messages] as const),
      night,
      clock.now(),
    );
  }

  async function get(campaignId: number): Promise<CampaignProgress> {
    const campaign = await store.getCampaign(campaignId);
    const { state, pauseReason, pauseDetail, pauseAccountId, states, total, cost, accountIds } = campaign;
    const lookupsPending = states.unknown > 0 ? await store.countLookupsPending(campaignId) : 0;
    const disk = state === 'running' && states.queued + states.sending > 0 ? diskTrouble() : null;
    const rate = state === 'running' && disk === null ? rateOf(campaignId) : 0;
    const remainingMs = rate > 0 ? (states.queued / rate) * 1000 : null;
    return {
      campaignId,
      state,
      pauseReason,
      pauseDetail,
      pauseAccountId,
      states,
      total,
      cost,
      lookupsPending,
      rate,
      remainingMs,
      limit: state === 'running' && states.queued > 0 ? limitOf(accountIds) : null,
      quiet: await quietOf(campaign),
      disk,
    };
  }

  async function emitChanged(): Promise<void> {
    // What changes meanwhile waits for the next round; what cannot be read keeps nobody from his turn.
    const ids = [...changed];
    for (const id of ids) {
      changed.delete(id);
      emit(await get(id));
    }
  }

  const telling = startPoll('progress', EVERY_MS, emitChanged, log);
  const stallTimer = setInterval(noteStalled, STALL_EVERY_MS);
  return {
    note(campaignId, settled) {
      changed.add(campaignId);
      if (settled === 0) return;
      const recent = settledLately.get(campaignId) ?? [];
      recent.push({ at: clock.monotonic(), count: settled });
      settledLately.set(campaignId, recent);
    },
    get,
    async stop() {
      clearInterval(stallTimer);
      await telling.stop();
    },
  };
}
