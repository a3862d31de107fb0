import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../../src/main/engine/app.ts';
import { openDatabase } from '../../src/main/engine/store/sqlite/database.ts';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { CallInput, CallOutput, EngineCall } from '../../src/shared/contract.ts';
import { addContacts } from './support/contacts.ts';
import { tellFigure } from './support/figure.ts';
import { newFolder } from './support/folder.ts';
import { median } from './support/percentile.ts';

/** Row 4: how long a campaign takes from the operator's wish to messages that only wait for *Start*. */
const SIZES = [10_000, 100_000, 1_000_000];
const ROUNDS = 3;
/** Of half of the names it becomes a text in Unicode, of two parts. */
const TEMPLATE =
  "Hurmatli <name>, qarzingiz <Qarz> so'm. Ertaga <Shahar|shahar>dagi do'konimizda 18:00 gacha to'lashingiz mumkin.";
/** One in so many contacts has opted out. */
const OPTED_OUT = 50;
const DATABASE = 'kaptar.db';

type Call = <C extends EngineCall>(name: C, input: CallInput<C>) => Promise<CallOutput<C>>;

async function withEngine<T>(dataDir: string, work: (call: Call) => Promise<T>): Promise<T> {
  const app = await createApp({ dataDir });
  try {
    return await work(async (name, input) => {
      const reply = await app.dispatch(name, input);
      if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
      return reply.value as CallOutput<typeof name>;
    });
  } finally {
    await app.stop();
  }
}

/** A data folder with contacts and an account whose price is known. */
async function makeContacts(people: number): Promise<{ dataDir: string; listId: number; accountId: number }> {
  const dataDir = newFolder();
  const { id: accountId } = await withEngine(dataDir, async (call) => {
    await call('settings.set', { quietHours: { enabled: true, from: 21 * 60, until: 9 * 60 } });
    return call('accounts.create', { name: 'Shop', provider: 'devsms', settings: {} });
  });
  const store = openSqliteStore(join(dataDir, DATABASE), () => Date.now());
  const price = { micros: 10_000, currency: 'USD' };
  await store.noteCheck(accountId, { balance: null, price, notes: [] });
  const listId = await addContacts(store, people);
  const everybody = await store.contactsAt(listId, 0, people);
  const optedOut = everybody.filter((_, place) => place % OPTED_OUT === 0).map(({ phone }) => phone);
  await store.addOptOuts(optedOut, 'STOP', Date.now());
  await store.close();
  return { dataDir, listId, accountId };
}

/** Each round begins with the same file: in one that has grown before, new rows would cost something else. */
async function inCopyOf<T>(dataDir: string, work: (dataDir: string) => Promise<T>): Promise<T> {
  const copy = newFolder();
  copyFileSync(join(dataDir, DATABASE), join(copy, DATABASE));
  const result = await work(copy);
  rmSync(copy, { recursive: true });
  return result;
}

/**
 * Seconds of what the window asks of the engine: the price and who is asleep (`campaigns.estimate`), then the campaign itself.
 * Each of them walks through the list and renders it, and the row promises what both do: the goal is for their sum.
 */
async function prepareCampaign(
  dataDir: string,
  { listId, accountId }: { listId: number; accountId: number },
): Promise<{ estimate: number; create: number }> {
  return withEngine(dataDir, async (call) => {
    const draft = { listId, accountId, template: TEMPLATE };
    const startedAt = performance.now();
    const { cost } = await call('campaigns.estimate', draft);
    const estimatedAt = performance.now();
    const { states } = await call('campaigns.create', { ...draft, name: 'Reminder' });
    const endedAt = performance.now();
    if (!cost || states.queued === 0 || states.skipped === 0) throw new Error('It is not what was meant.');
    return { estimate: (estimatedAt - startedAt) / 1000, create: (endedAt - estimatedAt) / 1000 };
  });
}

/** A data folder with the finished rows in a table without an index, and an empty one of their columns with that index. */
function makeFinished(dataDir: string): string {
  const folder = newFolder();
  const database = openDatabase(join(folder, DATABASE));
  const columns = database
    .prepare<[], string>("SELECT name || ' ' || type FROM pragma_table_info('messages') WHERE name <> 'id'")
    .pluck()
    .all();
  database.exec(`ATTACH '${join(dataDir, DATABASE)}' AS made;
    CREATE TABLE finished AS SELECT * FROM made.messages;
    CREATE TABLE bare (id INTEGER PRIMARY KEY, ${columns.join(', ')}, UNIQUE (campaignId, recipient)) STRICT;`);
  database.close();
  return folder;
}

/** Seconds of the same rows by one statement, which is one transaction, on a connection like the engine's. */
function insertSelect(dataDir: string): number {
  const database = openDatabase(join(dataDir, DATABASE));
  const startedAt = performance.now();
  const { changes } = database.prepare('INSERT INTO bare SELECT * FROM finished').run();
  const seconds = (performance.now() - startedAt) / 1000;
  database.close();
  if (changes === 0) throw new Error('There was nothing to insert.');
  return seconds;
}

for (const size of SIZES) {
  const { dataDir, ...draft } = await makeContacts(size);
  // The first time also compiles the code, and makes the rows that the reference inserts.
  const finished = await inCopyOf(dataDir, async (copy) => {
    await prepareCampaign(copy, draft);
    return makeFinished(copy);
  });
  const engine: { estimate: number; create: number }[] = [];
  const reference: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    engine.push(await inCopyOf(dataDir, (copy) => prepareCampaign(copy, draft)));
    reference.push(await inCopyOf(finished, async (copy) => insertSelect(copy)));
  }
  for (const folder of [dataDir, finished]) rmSync(folder, { recursive: true });
  const halves = (which: 'estimate' | 'create') => median(engine.map((times) => times[which])).toFixed(2);
  process.stderr.write(`${size}: estimate ${halves('estimate')} s, create ${halves('create')} s\n`);
  tellFigure({
    row: 4,
    name: 'campaign estimated and prepared',
    against: '`INSERT … SELECT` of the finished rows with their unique index',
    measured: median(engine.map(({ estimate, create }) => estimate + create)),
    reference: median(reference),
    unit: 's',
    goal: { of: 'ratio', atMost: 5 },
    size,
  });
}
