import { describe, expect, test } from 'vitest';
import { backOff, decide, type Decision } from '../../src/main/engine/queue/decide.ts';
import type { Outcome } from '../../src/main/engine/providers/provider.ts';

/** A kind that is new in `Outcome` does not compile until it is here. */
const oneOfEachKind: { readonly [K in Outcome['kind']]: Extract<Outcome, { kind: K }> } = {
  accepted: { kind: 'accepted', providerId: '7' },
  permanent: { kind: 'permanent', code: 'refused', detail: 'No.' },
  transient: { kind: 'transient', throttled: false, detail: 'ECONNREFUSED' },
  'left-out': { kind: 'left-out', detail: 'No room.' },
  ambiguous: { kind: 'ambiguous', code: 'no-answer', detail: 'Reset.' },
  auth: { kind: 'auth', detail: '401' },
  balance: { kind: 'balance', detail: 'Empty.' },
  account: { kind: 'account', detail: 'No brand.' },
};

/** The whole retry policy, row by row: the same table as in docs/send-queue.md. */
const policy: readonly {
  outcome: Outcome;
  to: string;
  countsAttempt: boolean;
  lane: Decision['lane']['kind'];
}[] = [
  { outcome: oneOfEachKind.accepted, to: 'accepted', countsAttempt: true, lane: 'go-on' },
  { outcome: oneOfEachKind.permanent, to: 'failed', countsAttempt: true, lane: 'refused' },
  { outcome: oneOfEachKind.transient, to: 'queued', countsAttempt: true, lane: 'slow-down' },
  {
    outcome: { kind: 'transient', throttled: true, detail: '429' },
    to: 'queued',
    countsAttempt: false,
    lane: 'slow-down',
  },
  { outcome: oneOfEachKind['left-out'], to: 'queued', countsAttempt: false, lane: 'no-news' },
  { outcome: oneOfEachKind.ambiguous, to: 'unknown', countsAttempt: true, lane: 'unsure' },
  { outcome: oneOfEachKind.auth, to: 'queued', countsAttempt: false, lane: 'stop' },
  { outcome: oneOfEachKind.account, to: 'queued', countsAttempt: false, lane: 'stop' },
  { outcome: oneOfEachKind.balance, to: 'queued', countsAttempt: false, lane: 'stop' },
];

describe('decide', () => {
  test.each(policy)('$outcome.kind (throttled: $outcome.throttled) → $to, $lane', (row) => {
    const decision = decide(row.outcome, 0, 0.5);
    expect(decision.message.to).toBe(row.to);
    expect(decision.countsAttempt).toBe(row.countsAttempt);
    expect(decision.lane.kind).toBe(row.lane);
  });

  test('sends nothing again but what was certainly not taken, and is sure of nothing that is ambiguous', () => {
    const kindsThatGo = (to: string) =>
      Object.values(oneOfEachKind)
        .filter((outcome) => decide(outcome, 0, 0.5).message.to === to)
        .map(({ kind }) => kind);
    expect(kindsThatGo('queued')).toEqual(['transient', 'left-out', 'auth', 'balance', 'account']);
    expect(kindsThatGo('unknown')).toEqual(['ambiguous']);
    expect(kindsThatGo('accepted')).toEqual(['accepted']);
    expect(kindsThatGo('failed')).toEqual(['permanent']);
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
