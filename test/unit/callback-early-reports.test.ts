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
    early.keep(1, [report('a')]);
    expect(match).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_600);
    expect(match).toHaveBeenCalledTimes(2);
    known = true;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(match).toHaveBeenCalledTimes(3);
    expect(match).toHaveBeenLastCalledWith(1, [report('a')]);
  });

  it('are forgotten after half a minute', async () => {
    const match = vi.fn(async () => false);
    createEarlyReports(match).keep(1, [report('a')]);
    await vi.advanceTimersByTimeAsync(31_000);
    const tries = match.mock.calls.length;
    expect(tries).toBe(6);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(match).toHaveBeenCalledTimes(tries);
  });

  it('are a thousand at most, the newest ones', async () => {
    const match = vi.fn(async (_accountId: number, _reports: readonly CallbackReport[]) => true);
    const early = createEarlyReports(match);
    for (let i = 0; i < 1_500; i++) early.keep(1, [report(String(i))]);
    await vi.advanceTimersByTimeAsync(600_000);
    const ids = match.mock.calls.map(([, reports]) => Number(reports[0]?.providerId));
    expect(ids).toHaveLength(1_000);
    expect(Math.min(...ids)).toBe(500);
  });

  it('are forgotten when the listener ends', async () => {
    const match = vi.fn(async () => false);
    const early = createEarlyReports(match);
    early.keep(1, [report('a')]);
    await vi.advanceTimersByTimeAsync(600);
    early.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(match).toHaveBeenCalledTimes(1);
  });
});
