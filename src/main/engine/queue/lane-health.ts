import type { PauseReason } from '../../../shared/campaign.ts';
import type { Verdict } from './ask-provider.ts';
import { backOff, type LaneDecision } from './decide.ts';

/** Rounds without a connection before the campaign pauses: with the waits between them about eight seconds. */
const OFFLINE_ROUNDS = 5;
/** Rounds in a row that leave something uncertain before the campaign pauses: each may have cost money for nothing. */
const UNSURE_ROUNDS = 5;
/** Refusals in a row before the campaign pauses: a bad list has some, a wrong template or sender has only those. */
const REFUSED_IN_A_ROW = 20;

/** What the last answers of an account add up to. */
export interface LaneHealth {
  /**
   * Whether messages may go: `closed` all that the rate lets out; `open` none before the provider has been asked whether
   * it is there; `trial` one, and its answer tells what follows.
   */
  readonly circuit: 'closed' | 'open' | 'trial';
  readonly offlineRounds: number;
  readonly throttledRounds: number;
  readonly unsureRounds: number;
  readonly refused: number;
  /** Monotonic ms: no request before this. */
  readonly blockedUntil: number;
  /** Monotonic ms: when the block was set. Requests that began earlier belong to the same trouble. */
  readonly blockedAt: number;
}

export const healthy: LaneHealth = {
  circuit: 'closed',
  offlineRounds: 0,
  throttledRounds: 0,
  unsureRounds: 0,
  refused: 0,
  blockedUntil: 0,
  blockedAt: Number.NEGATIVE_INFINITY,
};

/** The lane's health after an answer, and why its campaigns should pause, if they should. */
export interface Assessed {
  readonly health: LaneHealth;
  readonly pause: PauseReason | null;
}

/**
 * What an answer to a send adds.
 *
 * @param startedAt monotonic ms at which the answered request began
 * @param jitter a random number from 0 to 1
 * @param messages how many messages the answer decides so
 */
export function assess(
  health: LaneHealth,
  lane: LaneDecision,
  startedAt: number,
  now: number,
  jitter: number,
  messages = 1,
): Assessed {
  const isNewRound = startedAt >= health.blockedAt;
  // Good news of a request that began before the trouble says nothing of what came since.
  const base = isNewRound ? healthy : health;
  switch (lane.kind) {
    case 'go-on':
      return { health: base, pause: null };
    case 'no-news':
      return { health, pause: null };
    case 'refused': {
      const refused = health.refused + messages;
      return refused >= REFUSED_IN_A_ROW
        ? pauseFor('failures', now)
        : { health: { ...base, refused }, pause: null };
    }
    case 'unsure': {
      if (!isNewRound) return { health, pause: null };
      const unsureRounds = health.unsureRounds + 1;
      if (unsureRounds >= UNSURE_ROUNDS) return pauseFor('unknowns', now);
      return { health: { ...opened(health, now, jitter), unsureRounds }, pause: null };
    }
    case 'slow-down': {
      if (!lane.throttled) return isNewRound ? offlineRound(health, now, jitter) : { health, pause: null };
      const { throttledRounds } = health;
      // The provider's own word on when to come back holds in the same round, too.
      const delayMs = isNewRound ? Math.max(lane.delayMs, backOff(throttledRounds, jitter)) : lane.delayMs;
      const blockedUntil = Math.max(health.blockedUntil, now + delayMs);
      if (!isNewRound) return { health: { ...health, blockedUntil }, pause: null };
      const throttled = { throttledRounds: throttledRounds + 1, blockedUntil, blockedAt: now };
      return { health: { ...health, ...throttled }, pause: null };
    }
    case 'stop':
      return pauseFor(lane.reason, now);
  }
}

/** What the provider's answer to the cheap question adds. */
export function assessVerdict(health: LaneHealth, verdict: Verdict, now: number, jitter: number): Assessed {
  switch (verdict.kind) {
    case 'there':
      return { health: { ...health, circuit: 'trial' }, pause: null };
    case 'away':
      return offlineRound(health, now, jitter);
    case 'stop':
      return pauseFor(verdict.reason, now);
  }
}

/**
 * What a person's word adds that the trouble is over: it stands in for the question, and one message goes first all the
 * same.
 */
export function trust({ circuit }: LaneHealth): LaneHealth {
  return circuit === 'closed' ? healthy : { ...healthy, circuit: 'trial' };
}

function offlineRound(health: LaneHealth, now: number, jitter: number): Assessed {
  const offlineRounds = health.offlineRounds + 1;
  if (offlineRounds < OFFLINE_ROUNDS) {
    return { health: { ...opened(health, now, jitter), offlineRounds }, pause: null };
  }
  // It goes on by itself: a provider that comes back for questions only must not cost a message each time for ever.
  const { unsureRounds } = health;
  const { health: paused, pause } = pauseFor('offline', now);
  return { health: { ...paused, unsureRounds }, pause };
}

/** Waits, the longer the more rounds there were, and then asks before anything is sent. */
function opened(health: LaneHealth, now: number, jitter: number): LaneHealth {
  const rounds = health.offlineRounds + health.unsureRounds;
  const blockedUntil = Math.max(health.blockedUntil, now + backOff(rounds, jitter));
  return { ...health, circuit: 'open', blockedUntil, blockedAt: now };
}

/** What is on the wire still belongs to this trouble; what is sent next is preceded by the question. */
function pauseFor(pause: PauseReason, now: number): Assessed {
  return { health: { ...healthy, circuit: 'open', blockedAt: now }, pause };
}
