import type { Clock } from '../lib/clock.ts';
import type { PastClaim, QueueStore } from '../store/queue-store.ts';
import type { SteadyTime } from './steady-time.ts';
import type { Sent } from './throttle.ts';

/** More than fall into a minute: one takes what the rate lets out in 50 ms, or a single message. */
const MOST_CLAIMS = 2400;

/**
 * What an account sent before this process began, from the attempts on the disk: a new process, after a kill too, must not
 * begin with a burst. The last claim tells the pause that it asked for, however long.
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
  const claims = await store.lastClaims(accountId, MOST_CLAIMS);
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
