import Sqlite from 'better-sqlite3';
import { migrations } from '../../src/main/engine/store/sqlite/migrations/list.ts';
import type { CampaignState } from '../../src/shared/campaign.ts';
import type { MessageState } from '../../src/shared/message.ts';

/** The account that sends. */
export const SHOP = 7;

const REMOVED = 8;

/** One campaign of each state, by its id. */
export const CAMPAIGNS: Readonly<Record<CampaignState, number>> = {
  draft: 1,
  scheduled: 2,
  running: 3,
  paused: 4,
  finished: 5,
  cancelled: 6,
};

interface OldMessage {
  campaign: CampaignState;
  state: MessageState;
  /** Outcomes of its attempts; null for one without an answer. */
  attempts?: readonly (string | null)[];
  decision?: 'send-again';
  account?: number;
}

/** The n-th is that to `recipientOf(n)`. */
const MESSAGES: readonly OldMessage[] = [
  { campaign: 'running', state: 'queued' },
  { campaign: 'running', state: 'sending', attempts: [null] },
  { campaign: 'running', state: 'unknown', attempts: ['ambiguous'] },
  { campaign: 'running', state: 'accepted', attempts: ['transient', 'accepted'] },
  { campaign: 'running', state: 'delivered', attempts: ['ambiguous', 'accepted'], decision: 'send-again' },
  { campaign: 'running', state: 'undelivered', attempts: ['accepted'] },
  { campaign: 'running', state: 'expired', attempts: ['accepted'] },
  { campaign: 'running', state: 'failed', attempts: ['permanent'] },
  { campaign: 'running', state: 'skipped' },
  { campaign: 'draft', state: 'queued' },
  { campaign: 'scheduled', state: 'queued' },
  { campaign: 'paused', state: 'queued' },
  { campaign: 'finished', state: 'delivered', attempts: ['accepted'], account: REMOVED },
  { campaign: 'cancelled', state: 'cancelled' },
];

/** What stands in the file of the message that was waiting, on the wire and uncertain. */
export const QUEUED = { recipient: recipientOf(0), text: textOf(0) };
export const ON_THE_WIRE = { recipient: recipientOf(1), text: textOf(1) };
export const UNCERTAIN = { recipient: recipientOf(2), text: textOf(2) };

function recipientOf(index: number): string {
  return `+99890${1_000_000 + index}`;
}

function textOf(index: number): string {
  return `Salom N${index}`;
}

/** An empty data file as a Kaptar of this version of the schema would have made it. */
export function newDataFile(file: string, version: number): Sqlite.Database {
  const database = new Sqlite(file);
  for (const sql of migrations.slice(0, version)) database.exec(sql);
  database.pragma('application_id = 1263555666');
  database.pragma(`user_version = ${version}`);
  return database;
}

/**
 * Writes a data file as Kaptar 0.1.0 left it when it was killed in the middle of a campaign, with rows in all of
 * its tables.
 *
 * @param baseUrl the address of the account that sends
 * @param now wall clock, ms: the campaigns began a minute before
 */
export function writeFirstVersion(file: string, baseUrl = 'https://devsms.uz/api', now = Date.now()): void {
  const database = newDataFile(file, 1);
  database.pragma('foreign_keys = ON');
  const insert = (table: string, row: Readonly<Record<string, string | number | null>>): void => {
    const columns = Object.keys(row);
    database
      .prepare(
        `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `$${name}`).join()})`,
      )
      .run(row);
  };
  const createdAt = now - 60_000;
  database.exec('BEGIN');

  // What 0.1.0 wrote of an account's settings, but for quick ones, so that the test of the engine does not wait.
  const common = { concurrency: 5, lookupGraceSeconds: 1, timeoutSeconds: 2, pollSeconds: 0.2 };
  const settings = { baseUrl, from: '4546', type: 'eskiz', timeZone: 'Asia/Tashkent', rate: 10, ...common };
  const balance = { unit: 'money', money: { micros: 5_000_000, currency: 'USD' } };
  const lastCheck = JSON.stringify({ balance, price: null, notes: [] });
  const shop = { name: 'Shop', provider: 'devsms', settings: JSON.stringify(settings), lastCheck };
  insert('accounts', { id: SHOP, ...shop, createdAt });
  insert('accounts', { id: REMOVED, ...shop, createdAt, removedAt: createdAt + 1 });

  insert('lists', { id: 3, name: 'Customers', fields: '["Qarz"]', aliases: '{"Debt":"Qarz"}', createdAt });
  for (const [index] of MESSAGES.entries()) {
    const name = `N${index}`;
    const contact = { id: index + 1, phone: recipientOf(index), name, nameKey: ` n${index}` };
    insert('contacts', { ...contact, fields: '{"Qarz":"1000"}', createdAt, updatedAt: createdAt });
    insert('listMembers', { listId: 3, contactId: index + 1 });
  }
  insert('optOuts', { phone: '+998909999999', reason: 'operator', createdAt });

  for (const [state, id] of Object.entries(CAMPAIGNS)) {
    const isBegun = !['draft', 'scheduled'].includes(state);
    insert('campaigns', {
      id,
      name: `Sale ${state}`,
      accountId: state === 'finished' ? REMOVED : SHOP,
      listId: 3,
      template: 'Salom <name>',
      state,
      pauseReason: state === 'paused' ? 'operator' : null,
      scheduledAt: state === 'scheduled' ? now + 86_400_000 : null,
      createdAt,
      preparedAt: createdAt,
      startedAt: isBegun ? createdAt : null,
      finishedAt: state === 'finished' ? now : null,
    });
  }
  for (const [index, message] of MESSAGES.entries()) insertMessage(message, index);
  database.exec('COMMIT');
  database.close();

  function insertMessage(
    { campaign, state, attempts = [], decision, account = SHOP }: OldMessage,
    index: number,
  ) {
    const messageId = index + 1;
    const isTaken = ['accepted', 'delivered', 'undelivered', 'expired'].includes(state);
    const hasError = ['failed', 'unknown', 'skipped'].includes(state);
    insert('messages', {
      id: messageId,
      campaignId: CAMPAIGNS[campaign],
      accountId: account,
      contactId: messageId,
      recipient: recipientOf(index),
      name: `N${index}`,
      text: textOf(index),
      parts: 1,
      encoding: index % 2 === 0 ? 'gsm7' : 'ucs2',
      reference: `OldBatch-${index}`,
      state,
      dueAt: createdAt,
      attempts: attempts.length,
      // Far from the ids that a sandbox gives.
      providerId: isTaken ? String(900_000 + index) : null,
      costMicros: isTaken ? 5_000 : 0,
      errorCode: hasError ? 'refused' : null,
      error: hasError ? 'So it was.' : null,
      acceptedAt: isTaken ? createdAt : null,
      nextReportAt: state === 'accepted' ? now : null,
      nextLookupAt: state === 'unknown' ? now : null,
      updatedAt: createdAt,
    });
    for (const [place, outcome] of attempts.entries()) {
      const startedAt = createdAt + place;
      insert('attempts', { messageId, startedAt, closedAt: outcome === null ? null : startedAt, outcome });
    }
    if (decision) insert('decisions', { messageId, decision, decidedBy: 'operator', decidedAt: createdAt });
  }
}
