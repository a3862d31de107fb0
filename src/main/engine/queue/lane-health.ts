import type { PauseReason } from '../../../shared/campaign.ts';
import { backOff, type LaneDecision } from './decide.ts';

/** Rounds without a connection before the campaign pauses: with the waits between them about eight seconds. */
const OFFLINE_ROUNDS = 5;
/** Uncertain sends in a row before the campaign pauses: each may have cost money for nothing. */
const UNSURE_IN_A_ROW = 5;
/** Refusals in a row before the campaign pauses: a bad list has some, a wrong template or sender has only those. */
const REFUSED_IN_A_ROW = 20;

/** What the last answers of an account add up to. */
export interface LaneHealth {
  readonly offlineRounds: number;
  readonly throttledRounds: number;
  readonly unsure: number;
  readonly refused: number;
  /** Monotonic ms: no request before this. */
  readonly blockedUntil: number;
  /** Monotonic ms: when the block was set. Requests that began earlier belong to the same trouble. */
  readonly blockedAt: number;
}

export const healthy: LaneHealth = {
  offlineRounds: 0,
  throttledRounds: 0,
  unsure: 0,
  refused: 0,
  blockedUntil: 0,
  blockedAt: Number.NEGATIVE_INFINITY,
};

/**
 * The lane's health after an answer, and why its campaigns should pause, if they should.
 *
 * @param startedAt monotonic ms at which the answered request began
 * @param messages how many messages the answer decides so
 */
export function assess(
  health: LaneHealth,
  lane: LaneDecision,
  startedAt: number,
  now: number,
  jitter: number,
  messages = 1,
): { health: LaneHealth; pause: PauseReason | null } {
  const block = (delayMs: number) => ({
    blockedUntil: Math.max(health.blockedUntil, now + delayMs),
    blockedAt: now,
  });
  const isNewRound = startedAt >= health.blockedAt;
  switch (lane.kind) {
    case 'go-on':
      return { health: healthy, pause: null };
    case 'no-news':
      return { health, pause: null };
    case 'refused': {
      const refused = health.refused + messages;
      const next = { ...healthy, refused };
      return refused >= REFUSED_IN_A_ROW
        ? { health: healthy, pause: 'failures' }
        : { health: next, pause: null };
    }
    case 'unsure': {
      const unsure = health.unsure + 1;
      if (unsure >= UNSURE_IN_A_ROW) return { health: healthy, pause: 'unknowns' };
      return { health: { ...health, unsure, ...block(backOff(health.unsure, jitter)) }, pause: null };
    }
    case 'slow-down': {
      if (!isNewRound) {
        // The provider's own word on when to come back holds even so.
        const blockedUntil = Math.max(health.blockedUntil, now + lane.delayMs);
        return { health: lane.throttled ? { ...health, blockedUntil } : health, pause: null };
      }
      if (lane.throttled) {
        const delayMs = Math.max(lane.delayMs, backOff(health.throttledRounds, jitter));
        const throttledRounds = health.throttledRounds + 1;
        return { health: { ...health, throttledRounds, ...block(delayMs) }, pause: null };
      }
      const offlineRounds = health.offlineRounds + 1;
      if (offlineRounds >= OFFLINE_ROUNDS) return { health: healthy, pause: 'offline' };
      const delayMs = backOff(health.offlineRounds, jitter);
      return { health: { ...health, offlineRounds, ...block(delayMs) }, pause: null };
    }
    case 'stop':
      return { health: healthy, pause: lane.reason };
  }
}
