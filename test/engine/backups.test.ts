import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { DateTime } from 'luxon';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock, type Clock } from '../../src/main/engine/lib/clock.ts';
import { startSandbox } from '../../src/main/sandbox/server.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DAY_MS = 86_400_000;

/** A clock whose day can be turned. */
function calendar(): Clock & { nextDay(): void } {
  let now = new Date(2026, 4, 1, 12).getTime();
  return {
    ...systemClock,
    now: () => now,
    nextDay() {
      now += DAY_MS;
    },
  };
}

it('copies all data into a file that Kaptar can work with', async () => {
  const { call, dataDir, app } = await startEngine();
  await call('templates.save', { id: null, name: 'Sale', body: { kind: 'campaign', text: 'Salom <name>' } });
  const backup = await call('backups.create', {});
  expect(await call('backups.list', {})).toEqual({ keep: 7, backups: [backup] });
  // What came after the copy is not in it.
  await call('templates.save', { id: null, name: 'Later', body: { kind: 'campaign', text: 'Hello' } });
  await app.stop();

  const restored = temporaryFolder();
  copyFileSync(join(dataDir, 'backups', backup.name), join(restored, 'kaptar.db'));
  const again = await startEngine(restored);
  expect(await again.call('templates.list', {})).toEqual([expect.objectContaining({ name: 'Sale' })]);
  expect(await again.call('store.verify', {})).toEqual({ violations: [] });
});

it('has one copy a day, the newest, of the last seven days that have one', async () => {
  const clock = calendar();
  const { call, dataDir } = await startEngine(undefined, true, clock);
  for (let day = 1; day <= 9; day += 1) {
    await call('backups.create', {});
    clock.nextDay();
  }
  const names = async () => (await call('backups.list', {})).backups.map(({ name }) => name);
  expect(await names()).toEqual(
    ['09', '08', '07', '06', '05', '04', '03'].map((day) => `kaptar-2026-05-${day}.db`),
  );

  await call('backups.create', {});
  await call('backups.create', {});
  expect((await names()).slice(0, 2)).toEqual(['kaptar-2026-05-10.db', 'kaptar-2026-05-09.db']);
  expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(7);
});

it('takes away half a copy of a killed engine, and leaves other files in the folder alone', async () => {
  const { call, dataDir } = await startEngine();
  const notes = join(dataDir, 'backups', 'notes.unfinished');
  mkdirSync(join(dataDir, 'backups'));
  writeFileSync(notes, 'mine');
  // What an engine that was killed in the middle of a copy left there.
  writeFileSync(join(dataDir, 'backups', 'kaptar-2026-01-02.db.unfinished'), 'half');
  writeFileSync(join(dataDir, 'backups', 'kaptar-2026-01-02.db.unfinished-journal'), 'half');
  const { name } = await call('backups.create', {});
  expect((await call('backups.list', {})).backups).toHaveLength(1);
  expect(readdirSync(join(dataDir, 'backups')).toSorted()).toEqual([name, 'notes.unfinished']);
});

it('makes one copy for all who ask at once', async () => {
  const { call } = await startEngine();
  const [first, second] = await Promise.all([call('backups.create', {}), call('backups.create', {})]);
  expect(second).toEqual(first);
});

it('says that no copy could be made, and keeps the earlier ones', async () => {
  const clock = calendar();
  const { app, call, dataDir } = await startEngine(undefined, true, clock);
  const kept = await call('backups.create', {});
  clock.nextDay();
  // A folder in its place cannot be written over.
  mkdirSync(join(dataDir, 'backups', 'kaptar-2026-05-02.db', 'in the way'), { recursive: true });
  const reply = await app.dispatch('backups.create', {});
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'conflict', details: { reason: 'backup-failed' } },
  });
  expect((await call('backups.list', {})).backups).toContainEqual(kept);
  expect(readdirSync(join(dataDir, 'backups'))).not.toContain('kaptar-2026-05-02.db.unfinished');
});

it('sends nothing more while a large copy is given up', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const engine = await startEngine();
  const { app, call, dataDir } = engine;
  const { id } = await prepareCampaign(engine, {
    baseUrl: sandbox.urls.devsms,
    secret: sandbox.token,
    people: 2000,
    settings: { rate: 50 },
  });
  // SQLite copies this in one go, for about a second.
  const database = new Sqlite(join(dataDir, 'kaptar.db'));
  database.exec('CREATE TABLE ballast (data BLOB)');
  for (let part = 0; part < 12; part += 1) database.exec('INSERT INTO ballast VALUES (randomblob(20000000))');
  database.close();
  await call('campaigns.start', { id });
  await expect.poll(() => sandbox.ledger.length).toBeGreaterThan(5);
  call('backups.create', {}).catch(() => {});
  const unfinished = join(dataDir, 'backups', `kaptar-${DateTime.now().toISODate()}.db.unfinished`);
  await expect.poll(() => statSync(unfinished, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(0);

  const stopping = app.stop();
  const before = sandbox.ledger.length;
  await stopping;
  // What was on the wire, and not the fifty of a second.
  expect(sandbox.ledger.length - before).toBeLessThan(10);
});

it('gives up a copy when the engine stops', async () => {
  const { app, call, dataDir } = await startEngine();
  const copy = call('backups.create', {});
  copy.catch(() => {});
  await app.stop();
  await expect(copy).rejects.toThrow('could not be made');
  expect(readdirSync(join(dataDir, 'backups'))).toEqual([]);
});
