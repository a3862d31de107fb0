import { DateTime } from 'luxon';

/** A moment by the clocks of a zone, and what is odd about it. */
export interface LocalMoment {
  /** Wall clock ms. */
  readonly moment: number;
  /** `left-out`: the clocks jump over it, and it comes as much later; `twice`: they show it twice, and the first is meant. */
  readonly odd: 'left-out' | 'twice' | null;
}

/** Reads a day and a time as the clocks of a zone show them (`2026-05-12T09:00`); null for none. */
export function readLocalTime(written: string, zone: string): LocalMoment | null {
  const time = DateTime.fromISO(written, { zone });
  if (!time.isValid) return null;
  if (time.toFormat(FIELD) !== written.slice(0, FIELD_LENGTH))
    return { moment: time.toMillis(), odd: 'left-out' };
  const offsets = time.getPossibleOffsets();
  const first = Math.min(...offsets.map((one) => one.toMillis()));
  return { moment: first, odd: offsets.length > 1 ? 'twice' : null };
}

/** As a field takes it: to the minute, by the clocks of a zone. */
export function writeLocalTime(moment: number, zone: string): string {
  return DateTime.fromMillis(moment, { zone }).toFormat(FIELD);
}

const FIELD = "yyyy-MM-dd'T'HH:mm";
const FIELD_LENGTH = '2026-05-12T09:00'.length;
