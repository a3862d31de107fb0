import type { LaneSettings } from '../../../shared/account.ts';
import type { AccountLimit } from '../../../shared/campaign.ts';
import type { QueueStore } from '../store/queue-store.ts';

/** A message is a moment on its way after it was counted, and macOS tells its uptime in whole seconds. */
const MARGIN_MS = 1000;
const HOUR_MS = 3_600_000 + MARGIN_MS;
const DAY_MS = 24 * 3_600_000 + MARGIN_MS;
/** Carriers count months in their own ways; thirty days is the longest that none of them exceeds by much. */
const MONTH_MS = 30 * 24 * 3_600_000 + MARGIN_MS;

/** One moment by the wall clock and by steady time. */
interface Clocks {
  readonly now: number;
  readonly steadyNow: number;
}

/** What the account's own limits leave. */
export interface Allowance {
  /** Parts that may go now; null for no limit. */
  readonly parts: number | null;
  /**
   * Parts that may go even in one message. Null for no limit, and where nothing was sent yet: a message longer than
   * a whole limit goes then or never.
   */
  readonly hardParts: number | null;
  /** How many people may be written to who were not since then (steady time); null for no limit. */
  readonly people: { readonly since: number; readonly newAtMost: number } | null;
  /** Which limit `hardParts` is of, and until when: told where the next message is longer than that. */
  readonly hardLimit: AccountLimit | null;
  /** Which limit is reached, and until when. */
  readonly limit: AccountLimit | null;
}

export const UNLIMITED: Allowance = {
  parts: null,
  hardParts: null,
  hardLimit: null,
  people: null,
  limit: null,
};

/**
 * Looks up what of its hourly, daily and monthly limits an account has used, over all its campaigns. Windows go by steady
 * time, so that a clock that is set neither empties nor holds them; when they end is told by the wall clock.
 */
export async function readAllowance(
  store: Pick<QueueStore, 'usageSince'>,
  accountId: number,
  settings: Pick<LaneSettings, 'partsPerHour' | 'partsPerDay' | 'recipientsPerMonth'>,
  clocks: Clocks,
): Promise<Allowance> {
  const { now, steadyNow } = clocks;
  let parts: number | null = null;
  let hard: { parts: number; limit: AccountLimit } | null = null;
  for (const [of, most, windowMs] of [
    ['hour', settings.partsPerHour ?? 0, HOUR_MS],
    ['day', settings.partsPerDay ?? 0, DAY_MS],
  ] as const) {
    if (most === 0) continue;
    const used = await store.usageSince(accountId, steadyNow - windowMs);
    const left = most - used.parts;
    const limit = { of, until: now + (used.oldestAt ?? steadyNow) + windowMs - steadyNow };
    if (left <= 0) return { parts: 0, hardParts: 0, hardLimit: limit, people: null, limit };
    parts = Math.min(parts ?? left, left);
    if (used.parts > 0 && left < (hard?.parts ?? Infinity)) hard = { parts: left, limit };
  }
  return {
    parts,
    hardParts: hard?.parts ?? null,
    hardLimit: hard?.limit ?? null,
    ...(await readPeople(store, accountId, settings.recipientsPerMonth ?? 0, clocks)),
  };
}

/** Of the people of a month: whoever was written to already may be written to again. */
async function readPeople(
  store: Pick<QueueStore, 'usageSince'>,
  accountId: number,
  most: number,
  { now, steadyNow }: Clocks,
): Promise<Pick<Allowance, 'people' | 'limit'>> {
  if (most === 0) return { people: null, limit: null };
  const since = steadyNow - MONTH_MS;
  const used = await store.usageSince(accountId, since);
  const newAtMost = Math.max(0, most - used.recipients);
  const until = now + (used.oldestRecipientAt ?? steadyNow) + MONTH_MS - steadyNow;
  return { people: { since, newAtMost }, limit: newAtMost > 0 ? null : { of: 'month', until } };
}
