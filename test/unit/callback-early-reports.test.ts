import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEarlyReports } from '../../src/main/engine/callbacks/early-reports.ts';
import type { CallbackReport } from '../../src/main/engine/providers/provider.ts';

const report = (providerId: string): CallbackReport => ({
  providerId,
  reference: null,
  recipient: null,
  state: 'delivered',
  at: null,
  detail: null,
});

describe('reports that come before their message', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are tried again until they match, and not after that', async () => {
    let known = false;
    const match = vi.fn(async () => known);
    const early = createEarlyReports(match);
    early.keep(1, [report('a')], 30_000);
    expect(match).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_600);
    expect(match).toHaveBeenCalledTimes(2);
    known = true;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(match).toHaveBeenCalledTimes(3);
    expect(match).toHaveBeenLastCalledWith(1, [report('a')]);
  });

  it.each([30, 300])(
    'are tried a last time when a send of %s seconds is over, and forgotten then',
    async (s) => {
      let tries = 0;
      let lastAt = 0;
      const began = Date.now();
      const early = createEarlyReports(async () => {
        tries++;
        lastAt = Date.now() - began;
        return false;
      });
      early.keep(1, [report('a')], s * 1000);
      await vi.advanceTimersByTimeAsync(3_600_000);
      // The queue gives a request five seconds more than the account does.
      expect(lastAt).toBeGreaterThan((s + 5) * 1000);
      expect(lastAt).toBeLessThan((s + 20) * 1000);
      expect(tries).toBeLessThan(12);
    },
  );

  it('are a thousand at most, the newest ones', async () => {
    const match = vi.fn(async (_accountId: number, _reports: readonly CallbackReport[]) => true);
    const early = createEarlyReports(match);
    for (let i = 0; i < 1_500; i++) early.keep(1, [report(String(i))], 30_000);
    await vi.advanceTimersByTimeAsync(600_000);
    const ids = match.mock.calls.map(([, reports]) => Number(reports[0]?.providerId));
    expect(ids).toHaveLength(1_000);
    expect(Math.min(...ids)).toBe(500);
  });

  it('are forgotten when the listener ends', async () => {
    const match = vi.fn(async () => false);
    const early = createEarlyReports(match);
    early.keep(1, [report('a')], 30_000);
    await vi.advanceTimersByTimeAsync(600);
    early.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(match).toHaveBeenCalledTimes(1);
  });
});
