import { DateTime } from 'luxon';
import type { QuietWait } from './campaign.ts';
import type { QuietHours } from './settings.ts';
import { zonesOfPlace, type Place } from './zones.ts';

/** When it is day again for such numbers, and where the last of them waits for it. */
export interface Night {
  /** Wall clock ms of the first moment at which a message may go. */
  readonly until: number;
  /** IANA: the zone that wakes last. */
  readonly zone: string;
}

/** Whether it is night somewhere at a moment, by the operator's hours; null by day. */
export type NightReader = (place: Place, at: number) => Night | null;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Less than that in a day is no time to send in. */
const COMMON_MINUTES = 60;
/** Waking of one zone after the other: never more turns than a country has zones, twice over a change of clocks. */
const MOST_TURNS = 50;

/**
 * Reads the operator's quiet hours in each recipient's own zone. Where a number may be in several zones it is night
 * while it is night in any of them, unless no hour of the day would be left: then the most populous zone tells. Of a
 * number that tells no zone, `ownZone` tells.
 *
 * @param ownZone IANA, of this computer
 */
export function createNightReader(hours: QuietHours, ownZone: string): NightReader {
  /** What was found last of each place, which holds for its minute. */
  const known = new Map<Place, { minute: number; night: Night | null }>();
  if (!hours.enabled || hours.from === hours.until) return () => null;

  return (place, at) => {
    const minute = Math.floor(at / MINUTE_MS);
    const last = known.get(place);
    if (last?.minute === minute) return last.night;
    const listed = zonesOfPlace(place);
    const zones = withCommonDay(listed.length > 0 ? listed : [ownZone], hours, at);
    const night = findNight(zones, hours, at);
    known.set(place, { minute, night });
    return night;
  };
}

function findNight(zones: readonly string[], hours: QuietHours, at: number): Night | null {
  let night: Night | null = null;
  for (let turn = 0, moment = at; turn < MOST_TURNS; turn += 1) {
    const asleep = zones.filter((zone) => isQuiet(zone, hours, moment));
    if (asleep.length === 0) break;
    for (const zone of asleep) {
      const until = nextMinute(zone, hours.until, moment);
      if (!night || until > night.until) night = { until, zone };
    }
    moment = night?.until ?? moment;
  }
  return night;
}

function isQuiet(zone: string, { from, until }: QuietHours, at: number): boolean {
  const { hour, minute } = DateTime.fromMillis(at, { zone });
  const now = hour * 60 + minute;
  return from < until ? now >= from && now < until : now >= from || now < until;
}

/**
 * The next moment after `at` at which the zone's clocks show this minute of the day; on the one day a year on which
 * they leave it out, as much later.
 */
function nextMinute(zone: string, minuteOfDay: number, at: number): number {
  const today = DateTime.fromMillis(at, { zone }).startOf('day');
  const time = { hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 };
  for (let days = 0; ; days += 1) {
    const moment = today.plus({ days }).set(time).toMillis();
    if (moment > at) return moment;
  }
}

/** The zones, or the first alone where they have no hour of the day in common. */
function withCommonDay(zones: readonly string[], { from, until }: QuietHours, at: number): readonly string[] {
  const offsets = zones.map((zone) => DateTime.fromMillis(at, { zone }).offset);
  const spread = Math.max(...offsets) - Math.min(...offsets);
  const open = DAY_MINUTES - ((until - from + DAY_MINUTES) % DAY_MINUTES);
  return open - spread >= COMMON_MINUTES ? zones : zones.slice(0, 1);
}

/**
 * What of this would have to wait at a moment, by when and where it ends, the first to end before the others.
 *
 * @param messages how many by place
 */
export function quietWaits(
  messages: Iterable<readonly [Place, number]>,
  night: NightReader,
  at: number,
): QuietWait[] {
  const waits = new Map<string, QuietWait>();
  for (const [place, count] of messages) {
    const found = night(place, at);
    if (!found) continue;
    const key = `${found.until} ${found.zone}`;
    waits.set(key, { ...found, messages: count + (waits.get(key)?.messages ?? 0) });
  }
  return [...waits.values()].toSorted((a, b) => a.until - b.until || b.messages - a.messages);
}
