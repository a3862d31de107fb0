/** The times that a report can be about by one choice. */
export const timeChoices = ['today', 'week', 'month', 'thisMonth', 'lastMonth', 'all', 'own'] as const;
export type TimeChoice = (typeof timeChoices)[number];

/** Days of the calendar, `2026-11-27`, both included; null where it has no end. */
export interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

/** The days that a choice means on that day of this computer's calendar. */
export function daysOf(choice: Exclude<TimeChoice, 'own'>, now: Date): Days {
  const year = now.getFullYear();
  const month = now.getMonth();
  const today = dayOf(now);
  const back = (days: number) => dayOf(new Date(year, month, now.getDate() - days));
  switch (choice) {
    case 'today':
      return { from: today, to: today };
    case 'week':
      return { from: back(6), to: today };
    case 'month':
      return { from: back(29), to: today };
    case 'thisMonth':
      return { from: dayOf(new Date(year, month, 1)), to: today };
    case 'lastMonth':
      return { from: dayOf(new Date(year, month - 1, 1)), to: dayOf(new Date(year, month, 0)) };
    case 'all':
      return { from: null, to: null };
  }
}

/** A day of this computer's calendar. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
