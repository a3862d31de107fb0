import { describe, expect, test } from 'vitest';
import { backOff, decide, type Decision } from '../../src/main/engine/queue/decide.ts';
import type { Outcome } from '../../src/main/engine/providers/provider.ts';

/** The whole retry policy, row by row: the same table as in docs/send-queue.md. */
const policy: readonly {
  outcome: Outcome;
  to: string;
  countsAttempt: boolean;
  lane: Decision['lane']['kind'];
}[] = [
  { outcome: { kind: 'accepted', providerId: '7' }, to: 'accepted', countsAttempt: true, lane: 'go-on' },
  {
    outcome: { kind: 'permanent', code: 'refused', detail: 'No.' },
    to: 'failed',
    countsAttempt: true,
    lane: 'refused',
  },
  {
    outcome: { kind: 'transient', throttled: false, detail: 'ECONNREFUSED' },
    to: 'queued',
    countsAttempt: true,
    lane: 'slow-down',
  },
  {
    outcome: { kind: 'transient', throttled: true, detail: '429' },
    to: 'queued',
    countsAttempt: false,
    lane: 'slow-down',
  },
  { outcome: { kind: 'left-out', detail: 'No room.' }, to: 'queued', countsAttempt: false, lane: 'no-news' },
  {
    outcome: { kind: 'ambiguous', code: 'no-answer', detail: 'Reset.' },
    to: 'unknown',
    countsAttempt: true,
    lane: 'unsure',
  },
  { outcome: { kind: 'auth', detail: '401' }, to: 'queued', countsAttempt: false, lane: 'stop' },
  { outcome: { kind: 'account', detail: 'No brand.' }, to: 'queued', countsAttempt: false, lane: 'stop' },
  { outcome: { kind: 'balance', detail: 'Empty.' }, to: 'queued', countsAttempt: false, lane: 'stop' },
];

describe('decide', () => {
  test.each(policy)('$outcome.kind (throttled: $outcome.throttled) → $to, $lane', (row) => {
    const decision = decide(row.outcome, 0, 0.5);
    expect(decision.message.to).toBe(row.to);
    expect(decision.countsAttempt).toBe(row.countsAttempt);
    expect(decision.lane.kind).toBe(row.lane);
  });

  test('no evidence but a certain refusal or a certain "not taken" sends a message anywhere but to unknown', () => {
    const safe = policy.filter(({ to }) => to === 'queued').map(({ outcome }) => outcome.kind);
    expect(new Set(safe)).toEqual(new Set(['transient', 'left-out', 'auth', 'account', 'balance']));
  });

  test('the pause says whether the key, the money or the set-up is the trouble', () => {
    expect(decide({ kind: 'account', detail: '' }, 0, 0).lane).toEqual({ kind: 'stop', reason: 'failures' });
    expect(decide({ kind: 'auth', detail: '' }, 0, 0).lane).toEqual({ kind: 'stop', reason: 'auth' });
    expect(decide({ kind: 'balance', detail: '' }, 0, 0).lane).toEqual({ kind: 'stop', reason: 'balance' });
  });

  test("the provider's Retry-After wins over our own back-off", () => {
    const outcome: Outcome = { kind: 'transient', throttled: true, detail: '', retryAfterMs: 7000 };
    expect(decide(outcome, 9, 0.5).message).toEqual({ to: 'queued', delayMs: 7000 });
  });

  test('back-off doubles, has a jitter of a quarter and ends at a minute', () => {
    expect([0, 1, 2, 3].map((tries) => backOff(tries, 0.5))).toEqual([500, 1000, 2000, 4000]);
    expect(backOff(0, 0)).toBe(375);
    expect(backOff(0, 1)).toBe(625);
    expect(backOff(1000, 0.5)).toBe(60_000);
  });
});
