import { describe, expect, test } from 'vitest';
import type { PauseReason } from '../../src/shared/campaign.ts';
import type { LaneDecision } from '../../src/main/engine/queue/decide.ts';
import { assess, healthy, type LaneHealth } from '../../src/main/engine/queue/lane-health.ts';

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
