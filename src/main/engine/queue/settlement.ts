import type { LaneSettings } from '../../../shared/account.ts';
import { timesMoney, type Money } from '../../../shared/money.ts';
import { secondsToMs } from '../lib/clock.ts';
import type { Capabilities, Outcome } from '../providers/provider.ts';
import type { ClaimedMessage, Settlement } from '../store/queue-store.ts';
import type { Decision } from './decide.ts';
import { verdictOf } from './sealed-send.ts';

/** A message, what the request proved about it, and what follows. */
export interface Judged {
  readonly message: ClaimedMessage;
  readonly outcome: Outcome;
  readonly decision: Decision;
}

/** What has to be known of the account. */
interface Settling {
  readonly settings: Pick<LaneSettings, 'pollSeconds'>;
  readonly capabilities: Pick<Capabilities, 'lookup'>;
  /** What a part to this number costs now, where that is known. */
  readonly priceOf: (recipient: string) => Promise<Money | null>;
}

/** What is written of a message that was judged. @param now by `SteadyTime.latest` */
export async function toSettlement(
  { message, outcome, decision }: Judged,
  account: Settling,
  now: number,
): Promise<Settlement> {
  const { id, attemptId } = message;
  const { message: next, countsAttempt } = decision;
  const base = {
    id,
    attemptId,
    outcome: outcome.kind,
    detail: detailOf(outcome),
    countsAttempt,
    ...verdictOf(message, next),
  };
  const nextLookupAt = account.capabilities.lookup ? now : null;
  switch (next.to) {
    case 'accepted': {
      // What the provider holds is not on its way before that.
      const nextReportAt = Math.max(now, message.sendAt ?? 0) + secondsToMs(account.settings.pollSeconds);
      return { ...base, change: { ...next, nextReportAt, nextLookupAt } };
    }
    case 'queued':
      return { ...base, change: { to: 'queued', dueAt: now + next.delayMs } };
    case 'unknown':
      return { ...base, change: { ...next, nextLookupAt } };
    case 'failed': {
      const cost = next.code === 'refused-charged' ? await costOf(message, account) : null;
      return { ...base, change: { ...next, cost } };
    }
  }
}

/** At the price that is known, since a refusal does not say what it cost. */
async function costOf({ recipient, parts }: ClaimedMessage, { priceOf }: Settling): Promise<Money | null> {
  const price = await priceOf(recipient).catch(() => null);
  return price && timesMoney(price, parts);
}

/** The provider's words; null of what it took. */
export function detailOf(outcome: Outcome): string | null {
  return outcome.kind === 'accepted' ? null : outcome.detail;
}
