import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { STEADY_TIME } from '../store/queue-store.ts';
import type { SettingStore } from '../store/store.ts';

/** One moment by all clocks. */
const Anchor = z.object({
  steadyAt: z.int(),
  wallAt: z.int(),
  uptimeAt: z.int(),
  bootId: z.string().nullable(),
  /** How far the wall clock was ahead of steady time when it was so most. */
  mostAhead: z.int(),
});
type Anchor = z.output<typeof Anchor>;

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
export async function openSteadyTime(store: SettingStore, clock: Clock): Promise<SteadyTime> {
  const kept = Anchor.safeParse(await store.readSetting(STEADY_TIME)).data;
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
      const anchor: Anchor = {
        steadyAt: now(),
        wallAt: clock.now(),
        uptimeAt: clock.uptime(),
        bootId,
        mostAhead,
      };
      await store.writeSetting(STEADY_TIME, anchor);
    },
  };
}

function elapsedSince(kept: Anchor, opened: Pick<Anchor, 'wallAt' | 'uptimeAt' | 'bootId'>): number {
  const byUptime = opened.uptimeAt - kept.uptimeAt;
  // A container that starts anew has a small uptime, and its host's name of the start.
  const isSameStart = opened.bootId !== null && opened.bootId === kept.bootId && byUptime >= 0;
  if (isSameStart) return byUptime;
  return Math.max(opened.wallAt - kept.wallAt, byUptime >= 0 ? byUptime : opened.uptimeAt);
}
