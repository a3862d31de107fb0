/** The time of a campaign while it is chosen. */
export interface ScheduleDraft {
  /** As the field has it: `2026-05-12T09:00`, in this computer's zone; empty while nothing is chosen. */
  at: string;
  /** Whether the provider keeps the messages until then, where it can. */
  providerHolds: boolean;
}

export const emptySchedule: ScheduleDraft = { at: '', providerHolds: false };

/** The moment that was chosen, wall clock ms; null while there is none. */
export function readMoment({ at }: ScheduleDraft): number | null {
  const moment = Date.parse(at);
  return Number.isNaN(moment) ? null : moment;
}

/** A moment as the field takes it, in this computer's zone, to the minute. */
export function writeMoment(moment: number): string {
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
