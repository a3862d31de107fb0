import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/main/engine/app.ts';
import { createRescue, type Rescue } from '../../src/main/engine/rescue.ts';
import type { CallInput, CallOutput, EngineCall } from '../../src/shared/contract.ts';
import { valueOf } from '../../src/shared/errors.ts';
import { startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const unreadable = { code: 'conflict', details: { reason: 'unreadable-database' } };

/** Data with a template in them, a copy of them, and a template that is only in them. */
async function leaveData(): Promise<{ dataDir: string; file: string; backup: string }> {
  const { app, call, dataDir } = await startEngine(undefined, false);
  const save = (name: string) =>
    call('templates.save', { id: null, name, body: { kind: 'campaign', text: 'Salom'.repeat(300) } });
  await save('Kept');
  const { name } = await call('backups.create', {});
  await save('Lost');
  await app.stop();
  return { dataDir, file: join(dataDir, 'kaptar.db'), backup: name };
}

function rescue(dataDir: string): Rescue {
  const rescuer = createRescue({ dataDir, checkOutputs: true });
  onTestFinished(() => rescuer.stop());
  return rescuer;
}

async function ask<C extends EngineCall>(
  { dispatch }: Rescue,
  name: C,
  input: CallInput<C>,
): Promise<CallOutput<C>> {
  return valueOf(await dispatch(name, input)) as CallOutput<C>;
}

function overwrite(file: string, at: number, bytes: number): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, Buffer.alloc(bytes, 0x5a), 0, bytes, at);
  closeSync(opened);
}

const harms: Record<string, (file: string) => void> = {
  'with a header that is none': (file) => overwrite(file, 0, 100),
  'of another kind': (file) => writeFileSync(file, 'not a database'.repeat(1000)),
  'that was cut off': (file) => truncateSync(file, statSync(file).size / 2),
  'of no length, with a log': (file) => {
    truncateSync(file);
    writeFileSync(`${file}-wal`, 'what was written last');
  },
  'of no length, with copies': (file) => truncateSync(file),
  'that is gone, with copies': (file) => rmSync(file),
  'that is a folder': (file) => {
    rmSync(file);
    mkdirSync(file);
  },
};

test.each(Object.entries(harms))('a file %s is not opened', async (_kind, harm) => {
  const { dataDir, file } = await leaveData();
  harm(file);
  await expect(createApp({ dataDir })).rejects.toMatchObject(unreadable);
});

test('a copy takes the place of what cannot be read, and nothing else can be had before', async () => {
  const { dataDir, file, backup } = await leaveData();
  writeFileSync(file, 'not a database'.repeat(1000));
  const rescuer = rescue(dataDir);
  await expect(ask(rescuer, 'templates.list', {})).rejects.toMatchObject(unreadable);
  expect(await ask(rescuer, 'backups.newestSound', {})).toMatchObject({ name: backup, missing: null });
  await ask(rescuer, 'backups.restore', { from: { name: backup } });
  expect(await rescuer.over).toBe('restored');

  const { call } = await startEngine(dataDir);
  expect(await call('templates.list', {})).toMatchObject([{ name: 'Kept' }]);
  await expect.poll(() => call('store.lastCheck', {}), { timeout: 10_000 }).toMatchObject({ violations: [] });
});

test('a copy is restored where there are no data yet', async () => {
  const { dataDir, backup } = await leaveData();
  const elsewhere = join(temporaryFolder(), 'new');
  const file = join(dataDir, 'backups', backup);
  await ask(rescue(elsewhere), 'backups.restore', { from: { file } });
  const { call } = await startEngine(elsewhere, false);
  expect(await call('templates.list', {})).toMatchObject([{ name: 'Kept' }]);
});

test('books that are wrong after an unclean stop are told; after one in order nobody looks', async () => {
  const { dataDir, file } = await leaveData();
  const inOrder = await startEngine(dataDir);
  await inOrder.app.stop();
  const database = new Sqlite(file);
  database.pragma('foreign_keys = OFF');
  database.exec("INSERT INTO campaignCounts VALUES (1, 'queued', 'gsm7', 5, 5, 0)");
  database.close();
  const silent = await startEngine(dataDir);
  expect(await silent.call('store.lastCheck', {})).toBeNull();
  await silent.app.stop();

  writeFileSync(join(dataDir, 'engine.running'), '');
  const { app, call } = await startEngine(dataDir, false);
  const told: string[] = [];
  app.onEvent((name, payload) => name === 'changed' && 'topic' in payload && told.push(payload.topic));
  await app.start('all');
  await expect.poll(() => told, { timeout: 10_000 }).toContain('check');
  expect(await call('store.lastCheck', {})).toMatchObject({
    violations: expect.arrayContaining([{ code: 'campaign-counts', rows: 1, detail: null }]) as unknown,
  });
});

test('a page that cannot be read is found at the start after an unclean stop', async () => {
  const { dataDir, file } = await leaveData();
  writeFileSync(join(dataDir, 'engine.running'), '');
  harmTemplates(file);
  const app = await createApp({ dataDir });
  await expect(app.start('all')).rejects.toMatchObject(unreadable);
  await app.stop();
  // Every start finds it, whoever closed the file last.
  const again = await createApp({ dataDir });
  await expect(again.start('all')).rejects.toMatchObject(unreadable);
  await again.stop();
});

test('a page that cannot be read ends the engine that meets it, and the next start finds it', async () => {
  const { dataDir, file } = await leaveData();
  harmTemplates(file);
  const engine = await startEngine(dataDir);
  expect(await engine.app.dispatch('templates.list', {})).toMatchObject({ ok: false, error: unreadable });
  expect(await engine.app.over).toBe('damaged');
  await engine.app.stop();
  const again = await createApp({ dataDir });
  await expect(again.start('all')).rejects.toMatchObject(unreadable);
  await again.stop();
});

test('the daily copy reads all, and so finds what nobody has asked for', async () => {
  const { dataDir, file } = await leaveData();
  harmTemplates(file);
  const { app } = await startEngine(dataDir);
  expect(await app.dispatch('backups.create', {})).toMatchObject({ ok: false, error: unreadable });
  expect(await app.over).toBe('damaged');
});

test('of the copies the newest sound one is offered; what is none is refused, and nothing is changed', async () => {
  const { dataDir, file, backup } = await leaveData();
  const copies = join(dataDir, 'backups');
  const sound = join(copies, backup);
  copyFileSync(sound, join(copies, 'kaptar-2001-01-01.db'));
  copyFileSync(sound, join(copies, 'kaptar-2001-01-02.db'));
  overwrite(join(copies, 'kaptar-2001-01-02.db'), 8192, 4096);
  overwrite(sound, 0, 100);
  const newer = join(dataDir, 'newer.db');
  copyFileSync(join(copies, 'kaptar-2001-01-01.db'), newer);
  const database = new Sqlite(newer);
  database.pragma('user_version = 999');
  database.close();
  const foreign = join(dataDir, 'foreign.db');
  new Sqlite(foreign).exec('CREATE TABLE theirs (id)').close();
  const before = readFileSync(file);

  const rescuer = rescue(dataDir);
  expect(await ask(rescuer, 'backups.newestSound', {})).toMatchObject({
    name: 'kaptar-2001-01-01.db',
    contacts: 0,
    missing: { contacts: 0, campaigns: 0, messages: 0 },
  });
  const refused = [
    [{ name: backup }, 'backup-damaged'],
    [{ name: 'kaptar-2001-01-02.db' }, 'backup-damaged'],
    [{ name: 'kaptar-2001-01-03.db' }, 'backup-missing'],
    [{ file: newer }, 'newer-data'],
    [{ file: foreign }, 'foreign-database'],
  ] as const;
  await Promise.all(
    refused.map(([from, reason]) =>
      expect(ask(rescuer, 'backups.inspect', { from })).rejects.toMatchObject({ details: { reason } }),
    ),
  );
  for (const [from, reason] of [refused[1], refused[3]]) {
    const refusal = { code: 'conflict', details: { reason } };
    await expect(ask(rescuer, 'backups.restore', { from })).rejects.toMatchObject(refusal);
  }
  expect(readFileSync(file).equals(before)).toBe(true);
  for (const end of ['restoring', 'restored']) expect(existsSync(`${file}.${end}`)).toBe(false);
});

/** Makes unreadable what the templates are in, and nothing that is read at a start. */
function harmTemplates(file: string): void {
  const database = new Sqlite(file, { readonly: true });
  const page = database
    .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'templates'")
    .pluck()
    .get();
  const size = database.pragma('page_size', { simple: true }) as number;
  database.close();
  if (page === undefined) throw new Error('The templates have a page.');
  overwrite(file, (page - 1) * size, size);
}
