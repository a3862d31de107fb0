import type { LaneSettings } from '../../../shared/account.ts';
import type { AccountLimit } from '../../../shared/campaign.ts';
import type { QueueStore } from '../store/queue-store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Carriers count months in their own ways; thirty days is the longest that none of them exceeds by much. */
const MONTH_MS = 30 * DAY_MS;

/** What the account's own limits leave. */
export interface Allowance {
  /** Parts that may go now; null for no limit. */
  readonly parts: number | null;
  /**
   * Parts that may go even in one message. Null for no limit, and where nothing was sent yet: a message longer than
   * a whole limit goes then or never.
   */
  readonly hardParts: number | null;
  /** How many people may be written to who were not since then; null for no limit. */
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

/** Looks up what of its hourly, daily and monthly limits an account has used, over all its campaigns. */
export async function readAllowance(
  store: Pick<QueueStore, 'usageSince'>,
  accountId: number,
  settings: Pick<LaneSettings, 'partsPerHour' | 'partsPerDay' | 'recipientsPerMonth'>,
  now: number,
): Promise<Allowance> {
  let parts: number | null = null;
  let hard: { parts: number; limit: AccountLimit } | null = null;
  for (const [of, most, windowMs] of [
    ['hour', settings.partsPerHour ?? 0, HOUR_MS],
    ['day', settings.partsPerDay ?? 0, DAY_MS],
  ] as const) {
    if (most === 0) continue;
    const used = await store.usageSince(accountId, now - windowMs);
    const left = most - used.parts;
    const limit = { of, until: (used.oldestAt ?? now) + windowMs };
    if (left <= 0) return { parts: 0, hardParts: 0, hardLimit: limit, people: null, limit };
    parts = Math.min(parts ?? left, left);
    if (used.parts > 0 && left < (hard?.parts ?? Infinity)) hard = { parts: left, limit };
  }
  return {
    parts,
    hardParts: hard?.parts ?? null,
    hardLimit: hard?.limit ?? null,
    ...(await readPeople(store, accountId, settings.recipientsPerMonth ?? 0, now)),
  };
}

/** Of the people of a month: whoever was written to already may be written to again. */
async function readPeople(
  store: Pick<QueueStore, 'usageSince'>,
  accountId: number,
  most: number,
  now: number,
): Promise<Pick<Allowance, 'people' | 'limit'>> {
  if (most === 0) return { people: null, limit: null };
  const since = now - MONTH_MS;
  const used = await store.usageSince(accountId, since);
  const newAtMost = Math.max(0, most - used.recipients);
  const until = (used.oldestRecipientAt ?? now) + MONTH_MS;
  return { people: { since, newAtMost }, limit: newAtMost > 0 ? null : { of: 'month', until } };
}
