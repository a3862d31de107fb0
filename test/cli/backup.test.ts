import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { jsonLines, kaptar } from './kaptar.ts';

/** Copies of the books, made and put back by commands. */
const run = (dataDir: string, ...args: string[]) => kaptar([...args, '--data-dir', dataDir, '--json']);

/** Writes into books that nobody has open. */
async function write(dataDir: string, templates: readonly string[], phones: readonly string[]) {
  const { app, call } = await startEngine(dataDir, false);
  for (const name of templates)
    await call('templates.save', { id: null, name, body: { kind: 'campaign', text: 'Salom' } });
  await call('optOuts.add', { phones: [...phones], reason: 'Asked.' });
  const saved = await call('templates.list', {});
  await app.stop();
  return saved.map(({ name }) => name);
}

it('tells what a copy lacks, restores it only with --yes, and keeps who opted out', async () => {
  const dataDir = temporaryFolder();
  await write(dataDir, ['Kept'], ['+998901000000']);
  const [made] = jsonLines<{ name: string }>(await run(dataDir, 'backup'));
  const name = made?.name ?? '';
  expect(jsonLines(await run(dataDir, 'backup', 'list'))).toMatchObject([{ name }]);
  expect(await write(dataDir, ['Lost'], ['+998901000001'])).toHaveLength(2);

  const asked = await run(dataDir, 'restore', 'newest');
  expect(asked.code).toBe(2);
  expect(asked.stderr).toContain('--yes');
  const nothingSince = { contacts: 0, campaigns: 0, messages: 0 };
  expect(jsonLines(asked)).toMatchObject([{ name, contacts: 0, missing: nothingSince }]);
  expect(await write(dataDir, [], [])).toHaveLength(2);

  const done = await run(dataDir, 'restore', name, '--yes');
  expect(jsonLines(done)).toEqual([{ uncertain: 0, paused: 0, optOuts: 1 }]);
  expect(await write(dataDir, [], [])).toEqual(['Kept']);
  expect(jsonLines(await run(dataDir, 'verify'))).toEqual([{ sound: true, violations: [] }]);
});

it('brings all data to another folder, also in the place of what cannot be read', async () => {
  const dataDir = temporaryFolder();
  await write(dataDir, ['Kept'], []);
  const file = join(temporaryFolder(), 'all.db');
  expect(jsonLines(await run(dataDir, 'backup', '--to', file))).toMatchObject([{ file }]);

  const other = temporaryFolder();
  await writeFile(join(other, 'kaptar.db'), 'not a database'.repeat(1000));
  const refused = await kaptar(['account', 'list', '--data-dir', other]);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('kaptar restore');
  const restored = await kaptar(['restore', file, '--yes', '--data-dir', other]);
  expect(restored).toMatchObject({ code: 0 });
  expect(restored.stdout).toContain('The copy is restored.');
  expect(await write(other, [], [])).toEqual(['Kept']);
});

it('restores nothing while another Kaptar has the data', async () => {
  const { call, dataDir } = await startEngine();
  await call('backups.create', {});
  const { code, stderr } = await run(dataDir, 'restore', 'newest', '--yes');
  expect(code).toBe(1);
  expect(stderr).toContain('Another Kaptar');
});
