import type { PauseReason } from '../../../shared/campaign.ts';
import type { Clock } from '../lib/clock.ts';
import type { Verdict } from './ask-provider.ts';
import type { LaneDecision } from './decide.ts';
import { assess, assessVerdict, healthy, trust, type Assessed, type LaneHealth } from './lane-health.ts';

export interface CircuitTools {
  readonly clock: Clock;
  readonly random: () => number;
  /** Asks the provider whether it is there; never throws. */
  readonly ask: () => Promise<Verdict>;
  /** Ends all questions: Kaptar stops, and an answer that was not waited for proves nothing. */
  readonly stop: AbortSignal;
  readonly onPause: (reason: PauseReason, detail: string | null) => Promise<void>;
}

/**
 * Keeps a lane from risking messages at a provider in trouble. After an answer that leaves something uncertain or did not
 * come about, it is asked first whether it is there, and then one message goes alone until an answer shows that all is
 * well. While all is well it costs nothing.
 */
export interface Circuit {
  /** Milliseconds in which nothing may go. */
  delay(): number;
  /** Whether messages go one at a time, each after `admits`. */
  isOpen(): boolean;
  /** Asks the provider where that is due; whether the next message may go. */
  admits(): Promise<boolean>;
  /**
   * Takes in what the answer to a send says about the account; pauses its campaigns where that is called for.
   *
   * @param startedAt monotonic ms at which the request began
   * @param messages how many messages the answer decides so
   */
  hear(decision: LaneDecision, startedAt: number, detail: string | null, messages: number): Promise<void>;
  /** Forgets past trouble: a person said that it is mended. */
  reset(): void;
}

/** A circuit that lets everything through until it hears otherwise. */
export function createCircuit({ clock, random, ask, stop, onPause }: CircuitTools): Circuit {
  let health: LaneHealth = healthy;
  let resetAt = Number.NEGATIVE_INFINITY;

  async function take({ health: next, pause }: Assessed, detail: string | null): Promise<void> {
    health = next;
    if (pause) await onPause(pause, detail);
  }

  return {
    delay: () => Math.max(0, health.blockedUntil - clock.monotonic()),
    isOpen: () => health.circuit !== 'closed',
    async admits() {
      if (clock.monotonic() < health.blockedUntil) return false;
      if (health.circuit !== 'open') return true;
      const askedAt = clock.monotonic();
      const verdict = await ask();
      if (stop.aborted) return false;
      // A person's word came meanwhile, and says more.
      if (askedAt < resetAt) return true;
      const detail = verdict.kind === 'there' ? null : verdict.detail;
      await take(assessVerdict(health, verdict, clock.monotonic(), random()), detail);
      return verdict.kind === 'there';
    },
    async hear(decision, startedAt, detail, messages) {
      // What was asked before a person's word says nothing about now.
      if (startedAt < resetAt && decision.kind !== 'go-on') return;
      await take(assess(health, decision, startedAt, clock.monotonic(), random(), messages), detail);
    },
    reset() {
      health = trust(health);
      resetAt = clock.monotonic();
    },
  };
}
