import { randomBytes } from 'node:crypto';
import { createPlaceReader, type Place } from '../../../../shared/zones.ts';
import type { NewMessage } from '../campaign-store.ts';
import type { Database } from './database.ts';

/** The columns that are of each new message, and not of all of a batch. */
const OWN_COLUMNS = [
  'contactId',
  'accountId',
  'recipient',
  'name',
  'text',
  'parts',
  'encoding',
  'place',
  'reference',
  'state',
  'errorCode',
  'error',
];

/** Rows of one statement. Each statement opens every index anew: of more than fifty rows that is next to nothing. */
const ROWS_AT_ONCE = 50;

/**
 * Writes messages of a campaign that is being prepared, all in one transaction. Throws where there is no such campaign:
 * nobody would ever remove them.
 */
export function messageAdder(
  database: Database,
): (campaignId: number, messages: readonly NewMessage[], now: number) => void {
  const insert = (rows: number) =>
    database.prepare<[unknown[], { campaignId: number; now: number }]>(
      `INSERT INTO messages (campaignId, dueAt, updatedAt, ${OWN_COLUMNS.join(', ')})
       VALUES ${Array<string>(rows)
         .fill(`($campaignId, $now, $now, ${OWN_COLUMNS.map(valueOf).join(', ')})`)
         .join(', ')}`,
    );
  const insertMany = insert(ROWS_AT_ONCE);
  const insertOne = insert(1);
  const addAccount = database.prepare<[number, number]>(
    'INSERT INTO campaignAccounts (campaignId, accountId) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const isPreparing = database.prepare<[number]>(
    'SELECT 1 FROM campaigns WHERE id = ? AND preparedAt IS NULL',
  );
  const placeOf = createPlaceReader();
  const count = messageCounter(database);

  const add = database.transaction((campaignId: number, messages: readonly NewMessage[], now: number) => {
    if (!isPreparing.get(campaignId)) throw new Error(`The campaign ${campaignId} is not being prepared.`);
    // Unguessable and unique over all installations, yet in rising order within the batch: a million wholly
    // random references would be written all over their index.
    const batch = randomBytes(9).toString('base64url');
    const referenceOf = (index: number): string => `${batch}-${index.toString(36).padStart(3, '0')}`;
    const sent = messages.filter(({ skip }) => !skip);
    for (const accountId of new Set(sent.map((message) => message.accountId))) {
      addAccount.run(campaignId, accountId);
    }
    const places = messages.map(({ recipient }) => placeOf(recipient));
    const insertRows = (from: number, to: number, statement: typeof insertOne): void => {
      const values: unknown[] = [];
      for (let index = from; index < to; index += 1) {
        const message = messages[index];
        if (!message) return;
        const { contactId, accountId, recipient, name, text, parts, encoding, skip } = message;
        values.push(contactId, accountId, recipient, name, text, parts, encoding);
        values.push(
          places[index],
          referenceOf(index),
          stateOf(message),
          skip?.code ?? null,
          skip?.error ?? null,
        );
      }
      statement.run(values, { campaignId, now });
    };
    let next = 0;
    for (; next + ROWS_AT_ONCE <= messages.length; next += ROWS_AT_ONCE) {
      insertRows(next, next + ROWS_AT_ONCE, insertMany);
    }
    for (; next < messages.length; next += 1) insertRows(next, next + 1, insertOne);
    count(campaignId, messages, places);
  });

  return add.immediate;
}

/** SQL: of a column. Who was a contact a moment ago may be none any more. */
const valueOf = (column: string): string =>
  column === 'contactId' ? '(SELECT id FROM contacts WHERE id = ?)' : '?';

const stateOf = ({ skip }: NewMessage): 'queued' | 'skipped' => (skip ? 'skipped' : 'queued');

/**
 * Counts new messages by state and by place. All that change are counted by triggers; here they would count a million rows
 * that are alike one by one.
 */
function messageCounter(
  database: Database,
): (campaignId: number, messages: readonly NewMessage[], places: readonly Place[]) => void {
  const addToCounts = database.prepare(
    `INSERT INTO campaignCounts (campaignId, state, encoding, messages, parts)
     VALUES ($campaignId, $state, $encoding, $messages, $parts)
     ON CONFLICT DO UPDATE SET messages = messages + excluded.messages, parts = parts + excluded.parts`,
  );
  const addToPlaces = database.prepare(
    `INSERT INTO campaignPlaces (campaignId, accountId, place, queued)
     VALUES ($campaignId, $accountId, $place, $messages)
     ON CONFLICT DO UPDATE SET queued = queued + excluded.queued`,
  );
  return (campaignId, messages, places) => {
    const alike = new Map<string, { one: NewMessage; place: Place; messages: number; parts: number }>();
    for (const [index, one] of messages.entries()) {
      const place = places[index] ?? '';
      const key = `${one.accountId} ${place} ${one.encoding} ${stateOf(one)}`;
      let group = alike.get(key);
      if (!group) alike.set(key, (group = { one, place, messages: 0, parts: 0 }));
      group.messages += 1;
      group.parts += one.parts;
    }
    for (const { one, place, ...sums } of alike.values()) {
      const state = stateOf(one);
      addToCounts.run({ campaignId, state, encoding: one.encoding, ...sums });
      if (state === 'queued') {
        addToPlaces.run({ campaignId, accountId: one.accountId, place, messages: sums.messages });
      }
    }
  };
}
