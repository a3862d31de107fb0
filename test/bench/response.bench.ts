import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallInput, CallName, CallOutput } from '../../src/shared/contract.ts';
import { UNNAMED_COLUMN } from '../../src/shared/csv-import.ts';
import { answerOpenDialog } from '../e2e/support/system.ts';
import { firstWindow, startKaptar } from '../e2e/support/launch.ts';
import { startBareServer } from './support/bare-server.ts';
import { tellFigure } from './support/figure.ts';
import { newFolder, shared } from './support/folder.ts';
import { writePeople } from './support/people-csv.ts';
import { percentile } from './support/percentile.ts';
import { prepareSending } from './support/sending.ts';

/**
 * Row 10: how soon the window answers while a million rows are imported and a campaign sends as fast as an account may,
 * beside the same window when nothing goes on. What is measured is what a person does: a click on another page until it is
 * painted with its data; and what the page does: a question to the engine until its answer.
 */
const ROWS = 1_000_000;
/** More than are sent while the file is imported. */
const PEOPLE = 100_000;
/** Before anything goes on; the first ones also compile the code. */
const IDLE_ROUNDS = 80;
const WARM_UP_ROUNDS = 20;
/** A person does nothing faster. */
const BETWEEN_MS = 100;

/** The pages that are walked in turn, and what each shows of its data. */
const PAGES = [
  ['#/contacts', 'tr[data-index="0"]'],
  ['#/campaigns', 'a[href="#/campaigns/1"]'],
  ['#/accounts', 'a[href="#/accounts/1"]'],
] as const;

const server = await startBareServer();
const folder = newFolder();
await prepareSending({
  dataDir: join(folder, 'data'),
  provider: 'devsms',
  baseUrl: server.url,
  people: PEOPLE,
  template: 'Hurmatli <name>',
  settings: { concurrency: 50 },
});
const csv = shared(`people-${ROWS}.csv`);
if (!existsSync(csv)) writePeople(csv, ROWS);

const app = await startKaptar({
  dataDir: folder,
  env: { KAPTAR_CHECK_OUTPUTS: '0' },
});
const { window } = await firstWindow(app);

/** In words that the page runs, since this program knows nothing of a page's types. */
function ask<C extends CallName>(name: C, input: CallInput<C>): Promise<CallOutput<C>> {
  const words = `window.kaptar.call(${JSON.stringify(name)}, ${JSON.stringify(input)}).then((reply) => {
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  })`;
  return window.evaluate<CallOutput<C>>(words);
}

/** Goes to a page; ms until what it shows of its data has been painted. */
function goTo([hash, shows]: (typeof PAGES)[number]): Promise<number> {
  return window.evaluate<number>(`new Promise((resolve) => {
    const startedAt = performance.now();
    document.querySelector('nav a[href="${hash}"]').click();
    const look = () => {
      if (document.querySelector('${shows}')) requestAnimationFrame(() => resolve(performance.now() - startedAt));
      else requestAnimationFrame(look);
    };
    look();
  })`);
}

/** Ms until the engine has answered a page with some contacts. */
function question(): Promise<number> {
  return window.evaluate<number>(`(async () => {
    const startedAt = performance.now();
    await window.kaptar.call('contacts.list', { limit: 100 });
    return performance.now() - startedAt;
  })()`);
}

interface Times {
  readonly pages: number[];
  readonly questions: number[];
}

async function walk(goesOn: (round: number) => boolean): Promise<Times> {
  const times: Times = { pages: [], questions: [] };
  for (let round = 0; goesOn(round); round += 1) {
    const page = PAGES[round % PAGES.length];
    if (page) times.pages.push(await goTo(page));
    times.questions.push(await question());
    await sleep(BETWEEN_MS);
  }
  return times;
}

await window.waitForSelector('nav');
await walk((round) => round < WARM_UP_ROUNDS);
const idle = await walk((round) => round < IDLE_ROUNDS);

await answerOpenDialog(app, csv);
const chosen = await ask('files.choose', {});
if (!chosen) throw new Error('No file was chosen.');
const { mapping } = await ask('import.inspect', {
  file: chosen.file,
  country: 'UZ',
  unnamed: UNNAMED_COLUMN,
});
if (!mapping) throw new Error('No mapping was guessed.');
// Without a key it stood still.
await ask('secrets.set', { accountId: 1, secret: 'a-key-of-no-account' });
await ask('campaigns.resume', { id: 1 });
let isImporting = true;
const importing = ask('import.run', { file: chosen.file, country: 'UZ', list: 'Million', mapping }).finally(
  () => (isImporting = false),
);
const busy = await walk(() => isImporting);
const { created } = await importing;
const { states } = await ask('campaigns.get', { id: 1 });
await app.close();
server.stop();
if (created < ROWS / 2 || states.accepted === 0 || states.queued === 0)
  throw new Error(`Not all of it went on: ${created} contacts came, ${JSON.stringify(states)}`);

const words = `while ${ROWS.toLocaleString('en')} rows are imported and a campaign sends`;
for (const [which, what] of [
  ['pages', 'a click until the other page is painted'],
  ['questions', "the window's question for a page of contacts"],
] as const) {
  tellFigure({
    row: 10,
    name: `${what}, p95, ${words}`,
    against: 'nothing goes on',
    measured: percentile(busy[which], 0.95),
    reference: percentile(idle[which], 0.95),
    unit: 'ms',
    goal: { of: 'ratio', atMost: 2 },
  });
}
