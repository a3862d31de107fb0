import type { Report } from '../../../shared/report.ts';

/** Whether there is anything in a report. */
export function hasMessages({ total }: Report): boolean {
  return Object.values(total.states).some((messages) => messages > 0);
}
