import { describe, expect, test } from 'vitest';
import { judgeFinding } from '../../src/main/engine/queue/look-up.ts';
import type { Finding } from '../../src/main/engine/providers/provider.ts';
import type { IdOwner } from '../../src/main/engine/store/queue-store.ts';

const GRACE = 120_000;
const nobody = new Map<string, IdOwner>();
const ours = (...ids: string[]) => new Map(ids.map((id) => [id, 'own' as const]));
const found = (...ids: string[]): Finding => ({
  candidates: ids.map((providerId) => ({ providerId })),
  complete: true,
});
const judge = (
  lookups: number,
  askedAt: number,
  finding: Finding,
  owners: ReadonlyMap<string, IdOwner> = nobody,
) => judgeFinding({ attemptedUntil: 0, lookups, refusalCosts: false }, finding, owners, GRACE, askedAt);

describe('judgeFinding', () => {
  test('exactly one candidate that nobody owns proves that it was taken', () => {
    expect(judge(0, 0, found('7'))).toEqual({ proof: 'taken', found: { providerId: '7' } });
    expect(judge(0, 0, found('6', '7'), ours('6'))).toMatchObject({ proof: 'taken' });
  });

  test('two candidates are a person’s to decide', () => {
    expect(judge(0, 0, found('6', '7'))).toEqual({ proof: 'none', nextLookupAt: null });
  });

  test('never taken needs the grace time, three look-ups and a complete search', () => {
    expect(judge(2, GRACE, found())).toEqual({ proof: 'never-taken' });
    expect(judge(2, GRACE - 1, found()).proof).toBe('none');
    expect(judge(1, GRACE, found()).proof).toBe('none');
    expect(judge(2, GRACE, { candidates: [], complete: false }).proof).toBe('none');
  });

  test('a message with another text keeps the search open, unless it is known as another message’s', () => {
    const doubtful: Finding = { candidates: [], complete: false, doubtful: ['5', '6'] };
    expect(judge(2, GRACE, doubtful, ours('5')).proof).toBe('none');
    expect(judge(2, GRACE, doubtful, ours('5', '6'))).toEqual({ proof: 'never-taken' });
  });

  test('asks again at 10 s, 30 s, 2 min and 10 min after the attempt', () => {
    const asked: number[] = [];
    let askedAt = 0;
    for (let lookups = 0; lookups < 4; lookups += 1) {
      const verdict = judge(lookups, askedAt, { candidates: [], complete: false });
      if (verdict.proof !== 'none' || verdict.nextLookupAt === null) throw new Error('It should ask again.');
      asked.push((askedAt = verdict.nextLookupAt));
    }
    expect(asked).toEqual([10_000, 30_000, 120_000, 600_000]);
  });

  test('an attempt of yesterday is asked about soon again, not in the past', () => {
    const yesterday = 86_400_000;
    expect(judge(0, yesterday, found())).toEqual({ proof: 'none', nextLookupAt: yesterday + 10_000 });
  });

  test('a grace of any length gives whole milliseconds', () => {
    const verdict = judgeFinding(
      { attemptedUntil: 0, lookups: 0, refusalCosts: false },
      found(),
      nobody,
      1000,
      0,
    );
    expect(verdict).toEqual({ proof: 'none', nextLookupAt: 83 });
  });

  test('gives up after twelve look-ups that proved nothing', () => {
    const incomplete: Finding = { candidates: [], complete: false };
    expect(judge(11, 10 * GRACE, incomplete)).toEqual({ proof: 'none', nextLookupAt: null });
  });

  test('a candidate that belongs to another message is not this one', () => {
    expect(judge(0, 0, found('7'), ours('7')).proof).toBe('none');
    expect(judge(2, GRACE, found('7'), ours('7'))).toEqual({ proof: 'never-taken' });
  });

  test('a message whose refusal costs money is never taken for unpaid, but may be found', () => {
    const message = { attemptedUntil: 0, lookups: 2, refusalCosts: true };
    const nothing = judgeFinding(message, found(), nobody, GRACE, GRACE);
    expect(nothing).toEqual({ proof: 'none', nextLookupAt: null });
    expect(judgeFinding(message, found('7'), nobody, GRACE, GRACE).proof).toBe('taken');
  });

  test('a candidate of a neighbouring account proves neither', () => {
    const neighbour = new Map([['7', 'neighbour' as const]]);
    expect(judge(0, 0, found('7'), neighbour).proof).toBe('none');
    expect(judge(2, GRACE, found('7'), neighbour).proof).toBe('none');
    expect(judge(0, 0, found('7', '8'), neighbour)).toMatchObject({
      proof: 'taken',
      found: { providerId: '8' },
    });
  });
});
