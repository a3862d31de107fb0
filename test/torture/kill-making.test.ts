import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openSandbox } from '../providers/accounts.ts';
import { createTestClock } from '../support/clock.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts';
import { tellFigures } from '../support/figures.ts';
import { sequence } from '../support/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const KILLS = 20;
const PEOPLE = 5000;
const SEED = 20_260_405;
const HOUR_MS = 3_600_000;

/** How long `work` takes where nobody kills it, and then kills it `KILLS` times within half as much again. */
async function killWhile(start: () => EngineProcess, work: (engine: EngineProcess) => Promise<unknown>) {
  const random = sequence(SEED);
  const whole = start();
  await whole.open();
  const startedAt = performance.now();
  await work(whole);
  const takesMs = performance.now() - startedAt;
  await whole.stop();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const engine = start();
    await engine.open();
    void work(engine).catch(() => {});
    await sleep(random() * takesMs * 1.5);
    expect(await engine.kill()).toBe(true);
  }
}

test(`kill: ${KILLS} times during an import (seed ${SEED}): it is there as a whole or not at all`, async () => {
  const startedAt = performance.now();
  const { dataDir, app } = await startEngine(undefined, false);
  await app.stop();
  const file = join(temporaryFolder(), 'people.csv');
  const rows = Array.from({ length: PEOPLE }, (_, index) => `+99890${1_000_000 + index},Ism ${index}`);
  writeFileSync(file, ['Telefon,Ism', ...rows, ''].join('\n'));
  let lists = 0;
  const importAll = async (engine: EngineProcess) => {
    lists += 1;
    const { mapping } = await engine.call('import.inspect', { file, country: 'UZ' });
    if (!mapping) throw new Error('No mapping was guessed.');
    await engine.call('import.run', { file, country: 'UZ', mapping, list: `List ${lists}` });
  };
  await killWhile(() => startEngineProcess(dataDir, ''), importAll);
  const { call } = await startEngine(dataDir);
  const kept = await call('lists.list', {});
  const missing = kept.reduce((sum, { contacts }) => sum + PEOPLE - contacts, 0);
  const { total } = await call('contacts.count', {});
  expect(await call('store.verify', {})).toEqual({ violations: [] });
  tellFigures({
    test: 'kill -9, import',
    again: 'kill',
    survived: `${KILLS} kills; ${kept.length} of ${KILLS + 1} imports were whole, the others left nothing`,
    messages: 0,
    // Nothing is sent here: people who are there twice, and people who are missing in a list.
    twice: total - PEOPLE,
    lost: missing,
    seconds: (performance.now() - startedAt) / 1000,
  });
});

test(`kill: ${KILLS} times during the making of a campaign (seed ${SEED}): none is sent by half`, async () => {
  const startedAt = performance.now();
  const sandbox = await openSandbox();
  const prepared = await startEngine(undefined, false);
  const { dataDir } = prepared;
  const account = { baseUrl: sandbox.urls.devsms, secret: sandbox.token };
  const { accountId, listId } = await prepareCampaign(prepared, { ...account, people: PEOPLE });
  await prepared.app.stop();
  await killWhile(
    () => startEngineProcess(dataDir, sandbox.token),
    (engine) =>
      engine.call('campaigns.create', { name: 'Made', accountId, listId, template: 'Salom <name>' }),
  );
  // What was left half made for more than an hour is not being made any more.
  const clock = createTestClock(Date.now() + 2 * HOUR_MS);
  const { call } = await startEngine(dataDir, true, clock);
  const campaigns = await call('campaigns.list', {});
  expect(campaigns.map(({ state }) => state)).toEqual(campaigns.map(() => 'draft'));
  const missing = campaigns.reduce((sum, { total }) => sum + PEOPLE - total, 0);
  const database = new Sqlite(join(dataDir, 'kaptar.db'), { readonly: true });
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([count('campaigns'), count('messages')]).toEqual([campaigns.length, campaigns.length * PEOPLE]);
  database.close();
  expect(await call('store.verify', {})).toEqual({ violations: [] });
  tellFigures({
    test: 'kill -9, making a campaign',
    again: 'kill',
    survived: `${KILLS} kills; ${campaigns.length - 1} of ${KILLS + 1} were whole, the others left nothing, nothing was sent`,
    messages: 0,
    // Nobody has started any of them.
    twice: sandbox.ledger.length,
    lost: missing,
    seconds: (performance.now() - startedAt) / 1000,
  });
});
