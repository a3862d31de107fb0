import { DateTime } from 'luxon';
import type { Contact } from '../../../shared/contact.ts';
import { createOrderGuess, dateInYear, nextDate, readYearlyDay } from '../../../shared/contact-date.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { DateOrder } from '../../../shared/plan.ts';
import { fieldKey } from '../../../shared/template.ts';
import type { Store } from '../store/store.ts';
import { batchesOf } from './campaign-drafts.ts';

/** How many examples are told: enough to recognise them. */
const EXAMPLES = 3;

/** Reads a column of a contact, whatever the case of its name; empty where there is none. */
function createFieldReader(field: string): (contact: Contact) => string {
  const key = fieldKey(field);
  return ({ fields }) => {
    const value = fields[field] ?? Object.entries(fields).find(([name]) => fieldKey(name) === key)?.[1];
    return value?.trim() ?? '';
  };
}

/**
 * Returns a function that tells in which year a contact's date falls on one of these ISO dates; null where it falls on
 * none.
 */
export function createDateMatcher(
  field: string,
  order: DateOrder,
  dates: readonly string[],
): (contact: Contact) => number | null {
  const read = createFieldReader(field);
  return (contact) => {
    const yearly = readYearlyDay(read(contact), order);
    if (!yearly) return null;
    const date = dates.find((one) => dateInYear(yearly, Number(one.slice(0, 4))) === one);
    return date === undefined ? null : Number(date.slice(0, 4));
  };
}

type Upcoming = CallOutput<'plans.dates'>['next'][number];

/** Looks through a column of a list: how many dates can be read, in which order, and whose is next. */
export async function surveyDates(
  { store, clock }: { readonly store: Store; readonly clock: { now(): number } },
  { listId, field, order, daysBefore, minute, zone }: ParsedInput<'plans.dates'>,
): Promise<CallOutput<'plans.dates'>> {
  const read = createFieldReader(field);
  const now = DateTime.fromMillis(clock.now(), { zone });
  const isOverToday = now.hour * 60 + now.minute >= minute;
  // The first date that a message can still be sent for.
  const from = now.plus({ days: daysBefore + (isOverToday ? 1 : 0) }).toISODate() ?? '';
  const guessing = createOrderGuess();
  const byOrder = { 'day-first': createSurvey(from), 'month-first': createSurvey(from) };
  let people = 0;
  for await (const contacts of batchesOf(store, listId)) {
    for (const contact of contacts) {
      people += 1;
      const value = read(contact);
      if (value === '') continue;
      guessing.add(value);
      byOrder['day-first'].add(contact, value, 'day-first');
      byOrder['month-first'].add(contact, value, 'month-first');
    }
  }
  const guess = guessing.guess();
  const chosen = order ?? guess.order ?? 'day-first';
  const { readable, unreadable, samples, next } = byOrder[chosen];
  return {
    people,
    readable,
    unreadable,
    order: chosen,
    doubtful: guess.order === null ? guess.doubtful : null,
    samples,
    next: next.map((one) => ({
      ...one,
      sendOn: DateTime.fromISO(one.date).minus({ days: daysBefore }).toISODate() ?? '',
    })),
  };
}

/** What was found in one order. */
function createSurvey(from: string) {
  const survey = {
    readable: 0,
    unreadable: 0,
    samples: [] as string[],
    next: [] as Omit<Upcoming, 'sendOn'>[],
    add({ name, phone, optedOut }: Contact, value: string, order: DateOrder): void {
      const yearly = readYearlyDay(value, order);
      if (!yearly) {
        survey.unreadable += 1;
        if (survey.samples.length < EXAMPLES) survey.samples.push(value);
        return;
      }
      survey.readable += 1;
      if (optedOut) return;
      const date = nextDate(yearly, from);
      const last = survey.next.at(-1);
      if (last && survey.next.length === EXAMPLES && date >= last.date) return;
      survey.next = [...survey.next, { name, phone, date }]
        .toSorted((a, b) => a.date.localeCompare(b.date))
        .slice(0, EXAMPLES);
    },
  };
  return survey;
}
