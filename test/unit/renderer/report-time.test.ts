import { expect, test } from 'vitest';
import { daysOf } from '../../../src/renderer/features/reports/report-time.ts';

test('a chosen time is whole days of this computer’s calendar, over the ends of months and years', () => {
  const now = new Date(2026, 0, 3, 0, 30);
  expect(daysOf('today', now)).toEqual({ from: '2026-01-03', to: '2026-01-03' });
  expect(daysOf('week', now)).toEqual({ from: '2025-12-28', to: '2026-01-03' });
  expect(daysOf('month', now)).toEqual({ from: '2025-12-05', to: '2026-01-03' });
  expect(daysOf('thisMonth', now)).toEqual({ from: '2026-01-01', to: '2026-01-03' });
  expect(daysOf('lastMonth', now)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(daysOf('lastMonth', new Date(2024, 2, 31))).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  expect(daysOf('all', now)).toEqual({ from: null, to: null });
});
