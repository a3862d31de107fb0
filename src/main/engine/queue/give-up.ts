import type { LaneSettings } from '../../../shared/account.ts';
import { secondsToMs } from '../lib/clock.ts';

/** The adapter keeps the account's time-out itself; this much later even one that hangs is given up. */
const MARGIN_MS = 5000;

/** Ends a request to the account's provider that its adapter has not ended in time. */
export function giveUpSignal({ timeoutSeconds }: Pick<LaneSettings, 'timeoutSeconds'>): AbortSignal {
  return AbortSignal.timeout(secondsToMs(timeoutSeconds) + MARGIN_MS);
}
