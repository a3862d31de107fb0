import { describe, expect, test } from 'vitest';
import type { PauseReason } from '../../src/shared/campaign.ts';
import type { LaneDecision } from '../../src/main/engine/queue/decide.ts';
import {
  assess,
  assessVerdict,
  healthy,
  trust,
  type LaneHealth,
} from '../../src/main/engine/queue/lane-health.ts';

/** Feeds answers to requests that each began after the block before was over; the pauses that came of it. */
function follow(decisions: readonly LaneDecision[]): (PauseReason | null)[] {
  let health: LaneHealth = healthy;
  let now = 1000;
  return decisions.map((decision) => {
    const startedAt = Math.max(now, health.blockedUntil);
    now = startedAt + 10;
    const assessed = assess(health, decision, startedAt, now, 0.5);
    health = assessed.health;
    return assessed.pause;
  });
}

const offline: LaneDecision = { kind: 'slow-down', delayMs: 100, throttled: false };
const refused: LaneDecision = { kind: 'refused' };
const unsure: LaneDecision = { kind: 'unsure' };
const fine: LaneDecision = { kind: 'go-on' };
const times = (count: number, decision: LaneDecision): LaneDecision[] =>
  Array.from({ length: count }, () => decision);

describe('lane health', () => {
  test('five rounds without a connection pause the campaign as offline', () => {
    expect(follow(times(5, offline))).toEqual([null, null, null, null, 'offline']);
  });

  test('many requests that fail at the same moment are one round', () => {
    let health: LaneHealth = healthy;
    for (let index = 0; index < 50; index += 1) {
      const assessed = assess(health, offline, 0, 1000 + index, 0.5);
      expect(assessed.pause).toBeNull();
      health = assessed.health;
    }
    expect(health.offlineRounds).toBe(1);
  });

  test('an answer in between begins the count anew', () => {
    expect(follow([...times(4, offline), fine, ...times(4, offline)])).not.toContain('offline');
  });

  test('five uncertain sends in a row pause before they cost more', () => {
    expect(follow(times(5, unsure)).at(-1)).toBe('unknowns');
  });

  test('uncertain sends of one moment are one round, however many were on the wire', () => {
    let health = assess(healthy, unsure, 0, 1000, 0.5).health;
    for (let index = 0; index < 50; index += 1) {
      const assessed = assess(health, unsure, 0, 1001 + index, 0.5);
      expect(assessed.pause).toBeNull();
      health = assessed.health;
    }
    expect(health.unsureRounds).toBe(1);
  });

  test('twenty refusals in a row pause, nineteen do not', () => {
    expect(follow(times(19, refused))).not.toContain('failures');
    expect(follow(times(20, refused)).at(-1)).toBe('failures');
  });

  test('an answer that refuses twenty messages pauses at once', () => {
    expect(assess(healthy, refused, 0, 10, 0.5, 19).pause).toBeNull();
    expect(assess(healthy, refused, 0, 10, 0.5, 20).pause).toBe('failures');
  });

  test('being throttled never pauses, but waits longer each time', () => {
    const throttled: LaneDecision = { kind: 'slow-down', delayMs: 100, throttled: true };
    expect(follow(times(30, throttled)).every((pause) => pause === null)).toBe(true);
    const first = assess(healthy, throttled, 0, 0, 0.5).health;
    const second = assess(first, throttled, first.blockedUntil, first.blockedUntil, 0.5).health;
    expect(second.blockedUntil - first.blockedUntil).toBeGreaterThan(first.blockedUntil);
  });

  test('a stop says its reason', () => {
    expect(follow([{ kind: 'stop', reason: 'balance' }])).toEqual(['balance']);
  });
});

describe('the circuit', () => {
  const away = { kind: 'away', detail: 'No.' } as const;
  const there = { kind: 'there' } as const;
  const wait = (health: LaneHealth): number => health.blockedUntil;

  test.each([offline, unsure])(
    'opens at %o, is tried after an answer, and closes with a message',
    (trouble) => {
      const { health } = assess(healthy, trouble, 0, 10, 0.5);
      expect(health.circuit).toBe('open');
      const tried = assessVerdict(health, there, wait(health), 0.5).health;
      expect(tried.circuit).toBe('trial');
      expect(assess(tried, fine, wait(health), wait(health) + 10, 0.5).health).toEqual(healthy);
      expect(assess(tried, refused, wait(health), wait(health) + 10, 0.5).health.circuit).toBe('closed');
      expect(assess(tried, trouble, wait(health), wait(health) + 10, 0.5).health.circuit).toBe('open');
    },
  );

  test.each([offline, unsure, { ...offline, throttled: true }])(
    'an answer to what was sent before the trouble ends neither it nor the pause: %o',
    (trouble) => {
      const { health } = assess(healthy, trouble, 0, 10, 0.5);
      expect(assess(health, fine, 5, 11, 0.5).health).toEqual(health);
      expect(assess(health, refused, 5, 11, 0.5).health).toEqual({ ...health, refused: 1 });
    },
  );

  test('a provider that asks to slow down is there: nothing opens', () => {
    const throttled: LaneDecision = { kind: 'slow-down', delayMs: 100, throttled: true };
    expect(assess(healthy, throttled, 0, 10, 0.5).health.circuit).toBe('closed');
  });

  test('a provider that stays away costs one uncertain message, and pauses as offline', () => {
    let { health } = assess(healthy, unsure, 0, 10, 0.5);
    const waits: number[] = [];
    const pauses: (PauseReason | null)[] = [];
    for (let round = 0; round < 5; round += 1) {
      const now = wait(health);
      const assessed = assessVerdict(health, away, now, 0.5);
      health = assessed.health;
      pauses.push(assessed.pause);
      waits.push(wait(health) - now);
    }
    expect(pauses).toEqual([null, null, null, null, 'offline']);
    expect(waits.slice(0, 4)).toEqual(waits.slice(0, 4).toSorted((a, b) => a - b));
    expect(health.circuit).toBe('open');
  });

  test('uncertain sends count on while the pauses between them end by themselves', () => {
    let health: LaneHealth = healthy;
    const pauses: (PauseReason | null)[] = [];
    let now = 0;
    for (let turn = 0; turn < 5; turn += 1) {
      const sent = assess(health, unsure, now, now + 10, 0.5);
      pauses.push(sent.pause);
      health = sent.health;
      for (let round = 0; round < 5 && !sent.pause; round += 1) {
        now += 60_000;
        health = assessVerdict(health, away, now, 0.5).health;
      }
      now += 60_000;
      health = assessVerdict(health, there, now, 0.5).health;
    }
    expect(pauses).toEqual([null, null, null, null, 'unknowns']);
  });

  test('a provider that says outright that nothing can be sent pauses at once', () => {
    const { health } = assess(healthy, unsure, 0, 10, 0.5);
    const stop = { kind: 'stop', reason: 'auth', detail: 'No.' } as const;
    expect(assessVerdict(health, stop, wait(health), 0.5).pause).toBe('auth');
  });

  test('a person’s word stands in for the question, and one message goes first all the same', () => {
    const { health } = assess(healthy, unsure, 0, 10, 0.5);
    expect(trust(health)).toEqual({ ...healthy, circuit: 'trial' });
    expect(trust({ ...healthy, refused: 5 })).toEqual(healthy);
  });
});
