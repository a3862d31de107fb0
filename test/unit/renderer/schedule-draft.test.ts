import { afterEach, expect, test, vi } from 'vitest';
import { readMoment, writeMoment } from '../../../src/renderer/features/campaigns/schedule-draft.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const read = (at: string) => readMoment({ at, providerHolds: false });

test.each(['Asia/Tashkent', 'America/New_York'])('the field has this computer’s own time: %s', (name) => {
  vi.stubEnv('TZ', name);
  const moment = read('2026-03-08T09:05');
  expect(moment).toBe(new Date(2026, 2, 8, 9, 5).getTime());
  expect(writeMoment(moment ?? 0)).toBe('2026-03-08T09:05');
});

test('a time that the change of clocks leaves out becomes one that exists', () => {
  vi.stubEnv('TZ', 'America/New_York');
  expect(writeMoment(read('2026-03-08T02:30') ?? 0)).toBe('2026-03-08T03:30');
});

test('nothing chosen is no moment', () => {
  expect(read('')).toBeNull();
  expect(read('2026-13-01T00:00')).toBeNull();
});
