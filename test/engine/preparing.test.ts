import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { EventPayload } from '../../src/shared/contract.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

/** A long list while a campaign is made of it. */

const PEOPLE = 2500;

async function startWithPeople() {
  const engine = await startEngine();
  // Nothing is sent: there needs to be nobody at the other end.
  const made = await prepareCampaign(engine, {
    baseUrl: 'http://127.0.0.1:9',
    secret: 'key',
    people: PEOPLE,
  });
  const told: EventPayload<'task.progress'>[] = [];
  engine.app.onEvent((name, payload) => {
    if (name === 'task.progress') told.push(payload as EventPayload<'task.progress'>);
  });
  return { ...engine, ...made, told };
}

it('tells how far it is', async () => {
  const { call, accountId, listId, told } = await startWithPeople();
  await call('campaigns.create', { name: 'Two', accountId, listId, template: 'Salom <name>' });
  expect(told.map(({ task, done, total }) => [task, done, total])).toEqual([
    ['campaigns.prepare', 1000, PEOPLE],
    ['campaigns.prepare', 2000, PEOPLE],
    ['campaigns.prepare', 2500, PEOPLE],
  ]);
});

it('is cancelled on its way, and leaves nothing behind', async () => {
  const { app, call, dataDir, accountId, listId } = await startWithPeople();
  const stop = app.onEvent((name) => {
    if (name === 'task.progress') void app.dispatch('campaigns.cancelPreparing', {});
  });
  const reply = await app.dispatch('campaigns.create', { name: 'Two', accountId, listId, template: 'Salom' });
  stop();
  expect(reply).toMatchObject({ ok: false, error: { details: { reason: 'preparing-cancelled' } } });
  expect((await call('campaigns.list', {})).map(({ name }) => name)).toEqual(['Sale']);
  expect(await call('store.verify', {})).toEqual({ violations: [] });

  await app.stop();
  const store = openSqliteStore(join(dataDir, 'kaptar.db'), Date.now);
  expect(await store.countWork()).toEqual({ busy: false, sending: 0 });
  await store.close();
});
