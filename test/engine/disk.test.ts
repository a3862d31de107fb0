import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import type { CampaignProgress } from '../../src/shared/campaign.ts';
import { openSandbox } from '../providers/accounts.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';
import { tellFigures } from '../support/figures.ts';
import { judge } from '../support/ledger-judge.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PEOPLE = 300;
/** People who take more than the small disk has, whatever the log has room for. */
const MORE_THAN_FIT = 50_000;

/** Every connection that was opened: how large a file may become is a setting of the connection alone. */
const connections = vi.hoisted((): Sqlite.Database[] => []);
vi.mock('better-sqlite3', async (load) => {
  const { default: Database } = await load<{ default: typeof Sqlite }>();
  return {
    default: new Proxy(Database, {
      construct(target, args: ConstructorParameters<typeof Sqlite>) {
        const connection = new target(...args);
        connections.push(connection);
        return connection;
      },
    }),
  };
});

/** The engine's own connection: it was the first to open the file. */
function connectionOf(dataDir: string): Sqlite.Database {
  const connection = connections.find(({ name }) => name === join(dataDir, 'kaptar.db'));
  if (!connection) throw new Error('The engine has no connection.');
  return connection;
}

/** A campaign of which some messages have gone. */
async function startCampaign({
  provider = 'devsms',
  dataDir = temporaryFolder(),
  settings = {},
}: {
  provider?: ProviderId;
  dataDir?: string;
  settings?: Record<string, number>;
}) {
  const sandbox = await openSandbox();
  const engine = await startEngine(dataDir);
  const told: CampaignProgress['disk'][] = [];
  engine.app.onEvent((name, payload) => {
    if (name === 'campaign.progress') told.push((payload as CampaignProgress).disk);
  });
  const { id, listId, accountId } = await prepareCampaign(engine, {
    provider,
    baseUrl: sandbox.urls[provider],
    secret: sandbox.token,
    people: PEOPLE,
    // Small groups, so that many requests are still to come.
    settings: provider === 'devsms' ? settings : { groupSize: 5, ...settings },
    ...(provider === 'ubill' ? { template: 'Salom' } : {}),
  });
  await engine.call('campaigns.start', { id });
  await expect.poll(() => sandbox.ledger.length, { timeout: 20_000 }).toBeGreaterThan(20);
  const startedAt = performance.now();
  const progress = () => engine.call('campaigns.progress', { id });
  const diskOf = async () => (await progress()).disk;
  return { sandbox, engine, id, listId, accountId, told, startedAt, progress, diskOf };
}

type Started = Awaited<ReturnType<typeof startCampaign>>;

/** Says that the disk is full, and nothing more leaves. */
async function expectStandstill({ sandbox, diskOf, progress, told }: Started): Promise<void> {
  await expect.poll(diskOf, { timeout: 20_000 }).toBe('full');
  await expect.poll(() => told.at(-1), { timeout: 20_000 }).toBe('full');
  // No end is promised of what stands still.
  expect(await progress()).toMatchObject({ rate: 0, remainingMs: null });
  // What was claimed before has left by then, and one more try of the lane at least falls into what follows.
  await sleep(300);
  const sent = sandbox.ledger.length;
  await sleep(1500);
  expect(sandbox.ledger.length).toBe(sent);
  expect(sent).toBeLessThan(PEOPLE);
}

/** The campaign ends by itself, and the provider's ledger has everybody once. */
async function expectAllOnce(
  { sandbox, engine, id, told, startedAt }: Started,
  trouble: string,
  survived = 'stood still, said why, went on by itself',
): Promise<void> {
  const { states } = await engine.until(id, ({ state }) => state === 'finished', 60);
  expect(states).toMatchObject({ failed: 0, unknown: 0 });
  const { twice, lost, denied, people } = judge(sandbox, engine.dataDir, id);
  tellFigures({
    test: trouble,
    again: 'disk',
    survived,
    messages: people,
    twice,
    lost: lost + denied,
    seconds: (performance.now() - startedAt) / 1000,
  });
  expect(people).toBe(PEOPLE);
  await expect.poll(() => told.at(-1), { timeout: 20_000 }).toBeNull();
  expect(await engine.call('store.verify', {})).toEqual({ violations: [] });
}

const DISK_FULL = { ok: false, error: { code: 'conflict', details: { reason: 'disk-full' } } };

const providers = ['devsms', 'mobsms', 'ubill'] as const;

test.each(providers)(
  '%s: a file that may not grow: the campaign stands still, says why and goes on by itself; other work fails whole',
  async (provider) => {
    const started = await startCampaign({ provider });
    const { engine, listId, accountId } = started;
    const connection = connectionOf(engine.dataDir);
    connection.pragma(`max_page_count = ${String(connection.pragma('page_count', { simple: true }))}`);
    await expectStandstill(started);

    const books = async () => [
      await engine.call('contacts.count', {}),
      (await engine.call('campaigns.list', {})).map(({ id }) => id),
    ];
    const before = await books();
    const campaign = { name: 'More', accountId, listId, template: 'x'.repeat(900) };
    expect(await engine.app.dispatch('campaigns.create', campaign)).toMatchObject(DISK_FULL);
    expect(await books()).toEqual(before);

    connection.pragma('max_page_count = 1000000');
    await expectAllOnce(started, `disk full (max_page_count), ${provider}`);
    // The campaign that found no room does so now.
    await engine.call('campaigns.create', campaign);
  },
);

test('while an outcome cannot be written nothing more is claimed, though there is room for claims', async () => {
  const started = await startCampaign({ settings: { rate: 100 } });
  const { sandbox, engine, diskOf } = started;
  const connection = connectionOf(engine.dataDir);
  let failedAt = 0;
  connection.function('noteFailure', () => (failedAt ||= Date.now()));
  connection.exec(`CREATE TEMP TRIGGER noOutcomes BEFORE UPDATE OF closedAt ON main.attempts
    BEGIN SELECT noteFailure(); SELECT RAISE(ABORT, 'no room for outcomes'); END`);
  await expect.poll(() => failedAt, { timeout: 20_000 }).toBeGreaterThan(0);
  await sleep(1000);
  const lastClaim = connection.prepare('SELECT max(startedAt) FROM attempts').pluck().get();
  expect(lastClaim).toBeLessThanOrEqual(failedAt);
  expect(sandbox.ledger.length).toBeLessThan(PEOPLE);
  expect(await diskOf()).toBe('unwritable');
  connection.exec('DROP TRIGGER noOutcomes');
  await expectAllOnce(started, 'outcomes that cannot be written', 'claimed nothing more meanwhile');
});

test('a disk that is full: the campaign stands still and goes on when there is room; an engine says why it does not start', async ({
  skip,
}) => {
  const disk = mountSmallDisk();
  if (!disk) return skip('only root may mount a small disk');
  const dataDir = join(disk, 'data');
  const started = await startCampaign({ dataDir });
  const room = fill(disk);
  await expectStandstill(started);
  const backup = await started.engine.app.dispatch('backups.create', {});
  expect(backup).toMatchObject({ ok: false, error: { details: { reason: 'backup-failed' } } });
  const { call, app } = started.engine;
  expect((await call('backups.list', {})).backups).toEqual([]);
  // The import has a connection of its own, to the same disk.
  const contacts = await call('contacts.count', {});
  const file = join(temporaryFolder(), 'more.csv');
  const rows = Array.from({ length: MORE_THAN_FIT }, (_, index) => `+99893${1_000_000 + index},New ${index}`);
  writeFileSync(file, ['Telefon,Ism', ...rows, ''].join('\n'));
  const { mapping } = await call('import.inspect', { file, country: 'UZ' });
  const imported = await app.dispatch('import.run', { file, country: 'UZ', mapping, list: 'More' });
  expect(imported).toMatchObject(DISK_FULL);
  expect(await call('contacts.count', {})).toEqual(contacts);
  expect((await call('lists.list', {})).map(({ name }) => name)).toEqual(['Customers']);
  room.free();
  await expectAllOnce(started, 'disk full (tmpfs), devsms');

  await started.engine.app.stop();
  const again = fill(disk);
  await expect(startEngine(dataDir)).rejects.toMatchObject({ details: { reason: 'disk-full' } });
  again.free();
  const restarted = await startEngine(dataDir);
  expect(await restarted.call('store.verify', {})).toEqual({ violations: [] });
});

/** A disk of 8 MB, gone after the test; null where it may not be made. */
function mountSmallDisk(): string | null {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'kaptar-test', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  return folder;
}

/** Leaves no room on the disk until freed. */
function fill(disk: string): { free(): void } {
  const ballast = join(disk, 'ballast');
  const { bavail, bsize } = statfsSync(disk);
  try {
    writeFileSync(ballast, Buffer.alloc(bavail * bsize));
  } catch {
    // The database took a page meanwhile.
  }
  return { free: () => rmSync(ballast) };
}
