import { FASTEST_RATE } from '../../../shared/account.ts';
import type { Clock } from '../lib/clock.ts';
import type { PastClaim, QueueStore } from '../store/queue-store.ts';
import type { SteadyTime } from './steady-time.ts';
import type { Sent } from './throttle.ts';

/**
 * What an account sent before this process began, from the attempts on the disk: a new process, after a kill too, must not
 * begin with a burst. As many claims as may fall into one second; the last of them tells the pause that it asked for.
 */
export async function readSentBefore(
  {
    store,
    clock,
    steady,
  }: { store: Pick<QueueStore, 'lastClaims'>; clock: Clock; steady: Pick<SteadyTime, 'now'> },
  accountId: number,
  counts: 'messages' | 'parts',
): Promise<Sent[]> {
  const claims = await store.lastClaims(accountId, FASTEST_RATE);
  const now = clock.monotonic();
  return claims.map((claim) => ({
    at: now - ageOf(claim, clock.now(), steady.now()),
    count: claim[counts],
  }));
}

/** The wall clock tells less than a second on macOS too; where it was set back since, steady time has to do. */
function ageOf({ startedAt, steadyAt }: PastClaim, now: number, steadyNow: number): number {
  const steadyAge = Math.max(0, steadyNow - steadyAt);
  const wallAge = now - startedAt;
  return wallAge < 0 ? steadyAge : Math.min(wallAge, steadyAge);
}
