import type { CampaignProgress } from '../../../shared/campaign.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';

/** Four events a second for one campaign: as live as an eye can follow. */
const EVERY_MS = 250;
/** The rate is measured over this time. */
const RATE_WINDOW_MS = 10_000;

/** Tells the window how running campaigns get on, at most four times a second each. */
export interface Progress {
  /** Something of the campaign changed; `settled` messages left the wire. */
  note(campaignId: number, settled: number): void;
  get(campaignId: number): Promise<CampaignProgress>;
  stop(): void;
}

export function createProgress(
  store: Store,
  clock: Clock,
  emit: (progress: CampaignProgress) => void,
): Progress {
  const settledLately = new Map<number, { at: number; count: number }[]>();
  const changed = new Set<number>();

  function rateOf(campaignId: number): number {
    const now = clock.monotonic();
    const recent = (settledLately.get(campaignId) ?? []).filter(({ at }) => now - at < RATE_WINDOW_MS);
    if (recent.length === 0) settledLately.delete(campaignId);
    else settledLately.set(campaignId, recent);
    const settled = recent.reduce((sum, { count }) => sum + count, 0);
    // A campaign that began a second ago has no ten seconds behind it yet.
    const span = Math.min(RATE_WINDOW_MS, Math.max(1000, now - (recent[0]?.at ?? now)));
    return settled / (span / 1000);
  }

  async function get(campaignId: number): Promise<CampaignProgress> {
    const { state, pauseReason, pauseDetail, states, total, cost } = await store.getCampaign(campaignId);
    const lookupsPending = states.unknown > 0 ? await store.countLookupsPending(campaignId) : 0;
    const rate = state === 'running' ? rateOf(campaignId) : 0;
    const remainingMs = rate > 0 ? (states.queued / rate) * 1000 : null;
    return {
      campaignId,
      state,
      pauseReason,
      pauseDetail,
      states,
      total,
      cost,
      lookupsPending,
      rate,
      remainingMs,
    };
  }

  async function emitChanged(): Promise<void> {
    const ids = [...changed];
    changed.clear();
    for (const id of ids) emit(await get(id));
  }

  const timer = setInterval(() => void emitChanged().catch(() => {}), EVERY_MS);
  return {
    note(campaignId, settled) {
      changed.add(campaignId);
      if (settled === 0) return;
      const recent = settledLately.get(campaignId) ?? [];
      recent.push({ at: clock.monotonic(), count: settled });
      settledLately.set(campaignId, recent);
    },
    get,
    stop: () => clearInterval(timer),
  };
}
