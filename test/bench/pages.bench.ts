import type { ContactFilter, FieldCondition } from '../../src/shared/contact.ts';
import { MessageState, type MessageErrorCode } from '../../src/shared/message.ts';
import { ask, beside, tellAnswerTimes, type Question } from './support/answer-times.ts';
import { personAt, phoneAt, RARE } from './support/people.ts';

/** Rows that the window asks for at once. */
const PAGE = 200;
/** The beginning, the middle and the end of a list. */
const PLACES = [0, 0.5, 0.98];

/** What narrows contacts down, as the window offers it; the field's value is common, rare or nobody's. */
const FIELDS: readonly FieldCondition[] = [
  { field: 'Shahar', is: 'equal', value: 'toshkent' },
  { field: 'Shahar', is: 'equal', value: RARE.city },
  { field: 'Shahar', is: 'equal', value: 'Termiz' },
  { field: 'Shahar', is: 'containing', value: 'tosh' },
  { field: 'Shahar', is: 'containing', value: 'ynoq' },
  { field: 'Shahar', is: 'containing', value: 'rmiz' },
  { field: 'Qarz', is: 'filled', value: '' },
  { field: 'Qarz', is: 'empty', value: '' },
  { field: 'Shahar', is: 'empty', value: '' },
];
/** A letter, the start of a name that many have, of one that few have, of none; the same of numbers. */
const NAMES = ['a', 'kar', 'aziz k', RARE.name.slice(0, 6), RARE.name, 'qwert'];
const NUMBERS = ['90', '998 90', '9987', '123', RARE.digits, phoneAt(4321), '000000000000'];
const SEARCHES = [...NAMES, ...NUMBERS];

const ERRORS: readonly MessageErrorCode[] = ['refused', 'bad-number', 'opted-out', 'missing-field'];

/** Everything that a page or a search is asked for by the window, with so many contacts and messages of campaign 1. */
function questionsAt(size: number): Question[] {
  const starts = PLACES.map((place) => Math.round(size * place));
  const pagesOf = (about: string, filter: Partial<ContactFilter>) =>
    starts.map((after) => ask(about, 'contacts.list', { ...filter, after, limit: PAGE }));
  const messagesOf = (filter: { state?: MessageState; error?: MessageErrorCode }) =>
    starts.map((after) =>
      ask('messages of a campaign', 'campaigns.messages', { id: 1, ...filter, after, limit: PAGE }),
    );
  const filters: Partial<ContactFilter>[] = [
    {},
    { listId: 1 },
    { listId: 2 },
    { optedOut: true },
    { optedOut: false },
    { listId: 2, optedOut: true },
    ...FIELDS.map((condition) => ({ fields: [condition] })),
    { listId: 2, fields: FIELDS.slice(0, 1) },
  ];
  const searches: Partial<ContactFilter>[] = [
    ...SEARCHES.map((search) => ({ search })),
    ...['kar', RARE.digits, 'qwert'].map((search) => ({ listId: 2, search })),
    { search: 'kar', optedOut: true },
  ];
  // The middle of the opt-outs, which are shown newest first.
  const optOutAt = (place: number) => {
    const index = Math.floor((size * place) / 50) * 50 + 6;
    return { createdAt: Date.UTC(2026, 9, 1) + index + 1, phone: personAt(index, size).phone };
  };
  return [
    ...filters.flatMap((filter) => pagesOf('contacts, filtered', filter)),
    ...searches.flatMap((filter) => pagesOf('contacts, searched', filter)),
    ...messagesOf({}),
    ...MessageState.options.flatMap((state) => messagesOf({ state })),
    ...ERRORS.flatMap((error) => messagesOf({ error })),
    ...messagesOf({ error: 'refused', state: 'failed' }),
    ...['90', '+998901', phoneAt(4321), '+99870', '+1', 'aziz', 'Aziz K', 'Азиз', 'qwert'].map((search) =>
      ask('messages of a campaign', 'campaigns.searchMessages', { id: 1, search }),
    ),

    // What the window shows beside a page, and pages of other things than contacts and messages of a campaign.
    ...[...filters, ...searches].map((filter) => beside(ask('how many match', 'contacts.count', filter))),
    beside(ask('how many match', 'lists.list', {})),
    ...[null, optOutAt(0.5), optOutAt(0.02)].map((before) =>
      beside(ask('opt-outs', 'optOuts.list', { before, limit: PAGE })),
    ),
    ...SEARCHES.map((search) => beside(ask('opt-outs', 'optOuts.list', { search, limit: PAGE }))),
    beside(ask('inbox', 'inbox.threads', { limit: 50 })),
    beside(
      ask('inbox', 'inbox.threads', {
        before: { lastAt: Date.UTC(2026, 9, 1) + size * 5, accountId: 1, phone: '' },
        limit: 50,
      }),
    ),
    beside(ask('inbox', 'inbox.thread', { accountId: 1, phone: personAt(7, size).phone, limit: 100 })),
  ];
}

await tellAnswerTimes(5, 'a page of contacts or messages, and a search', questionsAt);
