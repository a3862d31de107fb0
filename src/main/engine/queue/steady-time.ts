import type { Clock } from '../lib/clock.ts';
import type { ClockReading, ClockStore } from '../store/clock-store.ts';

/** Time that goes on as it really does, asleep or awake, from one run of Kaptar to the next, whoever sets the clock. */
export interface SteadyTime {
  /** Ms; what an account's limits and the age of an attempt are counted by. Ms since 1970 until the clock is set. */
  now(): number;
  /**
   * The wall clock, ms since 1970, which goes on where it was when it is set back: what waits for a length of time goes
   * by it (`dueAt`, `nextLookupAt`, `nextReportAt`). Never behind the wall clock.
   */
  latest(): number;
  /** Notes on the disk how the clocks stand, for the next run. */
  keep(): Promise<void>;
}

/**
 * Takes up steady time where the last run left it. Within one run of the computer it advances by the uptime. After a
 * restart of it by the wall clock, which is all that there is, and at least by the time since that start. Where the system
 * does not name its starts, one that took longer than the one before looks like a clock that was set forward meanwhile:
 * the wall clock is believed then too, for computers are off more often than their clocks are set.
 */
export async function openSteadyTime(store: ClockStore, clock: Clock): Promise<SteadyTime> {
  const kept = await store.findClockReading();
  const bootId = clock.bootId();
  const openedAt = { wallAt: clock.now(), uptimeAt: clock.uptime() };
  const steadyAt = kept ? kept.steadyAt + elapsedSince(kept, { ...openedAt, bootId }) : openedAt.wallAt;
  let mostAhead = kept?.mostAhead ?? 0;

  const now = (): number => steadyAt + clock.uptime() - openedAt.uptimeAt;
  function latest(): number {
    const steadyNow = now();
    mostAhead = Math.max(mostAhead, clock.now() - steadyNow);
    return steadyNow + mostAhead;
  }
  return {
    now,
    latest,
    async keep() {
      latest();
      await store.keepClockReading({
        steadyAt: now(),
        wallAt: clock.now(),
        uptimeAt: clock.uptime(),
        bootId,
        mostAhead,
      });
    },
  };
}

function elapsedSince(
  kept: ClockReading,
  opened: Pick<ClockReading, 'wallAt' | 'uptimeAt' | 'bootId'>,
): number {
  const byUptime = opened.uptimeAt - kept.uptimeAt;
  // A container that starts anew has a small uptime, and its host's name of the start.
  const isSameStart = opened.bootId !== null && opened.bootId === kept.bootId && byUptime >= 0;
  if (isSameStart) return byUptime;
  return Math.max(opened.wallAt - kept.wallAt, byUptime >= 0 ? byUptime : opened.uptimeAt);
}
