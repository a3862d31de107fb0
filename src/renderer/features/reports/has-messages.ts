import { countTried } from '../../../shared/message.ts';
import type { Report, ReportSum } from '../../../shared/report.ts';

/** Whether there is anything in a report. */
export function hasMessages({ total }: Report): boolean {
  return Object.values(total.states).some((messages) => messages > 0);
}

/** Whether any of these messages went out, or was to: what was only left out, or never started, is nothing to compare. */
export function hasGone({ sent, states }: ReportSum): boolean {
  return sent > 0 || countTried(states) > 0;
}
