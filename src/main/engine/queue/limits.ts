import type { LaneSettings } from '../../../shared/account.ts';
import type { CampaignProgress } from '../../../shared/campaign.ts';
import type { QueueStore } from '../store/store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Carriers count months in their own ways; thirty days is the longest that none of them exceeds by much. */
const MONTH_MS = 30 * DAY_MS;

/** What the account's own limits leave. */
export interface Allowance {
  /** Parts that may go now; null for no limit. */
  readonly parts: number | null;
  /** Whether nothing counts against the limits yet: a message longer than a whole limit goes then or never. */
  readonly isUnused: boolean;
  /** Messages that may go now, for the limit of people; null for no limit. */
  readonly messages: number | null;
  /** Set where nothing may go. */
  readonly limit: CampaignProgress['limit'];
}

/** Looks up what of its hourly, daily and monthly limits an account has used, over all its campaigns. */
export async function readAllowance(
  store: Pick<QueueStore, 'usageSince'>,
  accountId: number,
  settings: Pick<LaneSettings, 'partsPerHour' | 'partsPerDay' | 'recipientsPerMonth'>,
  now: number,
): Promise<Allowance> {
  let parts: number | null = null;
  let isUnused = true;
  for (const [of, most, windowMs] of [
    ['hour', settings.partsPerHour ?? 0, HOUR_MS],
    ['day', settings.partsPerDay ?? 0, DAY_MS],
  ] as const) {
    if (most === 0) continue;
    const used = await store.usageSince(accountId, now - windowMs);
    const left = most - used.parts;
    if (left <= 0) {
      return {
        parts: 0,
        isUnused: false,
        messages: null,
        limit: { of, until: (used.oldestAt ?? now) + windowMs },
      };
    }
    parts = Math.min(parts ?? left, left);
    isUnused &&= used.parts === 0;
  }
  const mostPeople = settings.recipientsPerMonth ?? 0;
  if (mostPeople === 0) return { parts, isUnused, messages: null, limit: null };
  const used = await store.usageSince(accountId, now - MONTH_MS);
  const left = mostPeople - used.recipients;
  if (left > 0) return { parts, isUnused, messages: left, limit: null };
  return {
    parts,
    isUnused,
    messages: 0,
    limit: { of: 'month', until: (used.oldestRecipientAt ?? now) + MONTH_MS },
  };
}
