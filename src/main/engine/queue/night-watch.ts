import { createNightReader, type NightReader } from '../../../shared/quiet-hours.ts';
import type { QuietHours } from '../../../shared/settings.ts';

/** Tells of the operator's quiet hours as they are now; undefined while there are none. */
export type NightWatch = () => Promise<NightReader | undefined>;

/**
 * Follows the quiet hours: they are read at every look, so that a change holds from the next message on, whichever
 * process made it; what was found of places is kept as long as they stay the same.
 *
 * @param ownZone where numbers that tell no zone are thought to be (IANA); asked only where there are quiet hours, since the
 *   first question about zones takes some 15 ms
 */
export function createNightWatch(readHours: () => Promise<QuietHours>, ownZone: () => string): NightWatch {
  let read: { hours: QuietHours; night: NightReader } | null = null;
  return async () => {
    const hours = await readHours();
    if (!hours.enabled) return undefined;
    if (!read || read.hours.from !== hours.from || read.hours.until !== hours.until) {
      read = { hours, night: createNightReader(hours, ownZone()) };
    }
    return read.night;
  };
}
