import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Forbidden imports, one of each kind: the rule that must speak up, the file, what it imports. */
const forbidden: [rule: string, file: string, imported: string][] = [
  ['shared', 'shared/a.ts', 'node:fs'],
  ['shared', 'shared/b.ts', 'undici'],
  ['shared', 'shared/c.ts', '../main/engine/lib/clock.ts'],
  ['renderer', 'renderer/a.ts', '../main/engine/app.ts'],
  ['renderer', 'renderer/b.ts', 'node:fs'],
  ['renderer', 'renderer/c.ts', 'undici'],
  ['ui imports no feature', 'renderer/ui/a.ts', '../features/inbox/a.ts'],
  ['preload', 'preload/a.ts', 'zod'],
  ['only the shell is Electron', 'main/engine/services/a.ts', 'electron'],
  ['only the shell is Electron', 'main/cli/a.ts', 'electron'],
  ['only the store says SQL', 'main/engine/services/b.ts', 'better-sqlite3'],
  ['only the store says SQL', 'main/engine/app.ts', 'better-sqlite3'],
  ['store', 'main/engine/store/a.ts', '../queue/decide.ts'],
  ['store', 'main/engine/store/b.ts', '../providers/provider.ts'],
  ['providers', 'main/engine/providers/a.ts', '../store/store.ts'],
  ['queue', 'main/engine/queue/a.ts', '../store/sqlite/database.ts'],
  ['queue', 'main/engine/queue/b.ts', '../providers/devsms/index.ts'],
  ['queue', 'main/engine/queue/c.ts', '../providers/registry.ts'],
  ['queue', 'main/engine/queue/d.ts', 'undici'],
  ['services', 'main/engine/services/c.ts', '../store/sqlite/database.ts'],
  ['services', 'main/engine/services/d.ts', '../providers/devsms/index.ts'],
  ['callbacks', 'main/engine/callbacks/a.ts', '../store/store.ts'],
  ['ipc', 'main/engine/ipc/a.ts', '../store/store.ts'],
  ['lib', 'main/engine/lib/a.ts', '../store/store.ts'],
  ['composition root', 'main/engine/process.ts', '../cli/main.ts'],
  ['shell', 'main/shell/a.ts', '../engine/services/import.ts'],
  ['shell takes types only', 'main/shell/b.ts', '../engine/app.ts'],
  ['sandbox', 'main/sandbox/a.ts', '../engine/providers/devsms/index.ts'],
  ['command line', 'main/cli/b.ts', '../engine/services/import.ts'],
  ['no cycles', 'main/engine/queue/e.ts', './f.ts'],
  ['resolvable', 'main/engine/queue/g.ts', './nowhere.ts'],
];

/** Imports that the law allows: a rule that forbade everything would pass the test above. */
const allowed: [file: string, imported: string][] = [
  ['shared/d.ts', 'zod'],
  ['shared/e.ts', 'luxon'],
  ['renderer/d.ts', '../shared/d.ts'],
  ['renderer/e.ts', 'react'],
  ['renderer/features/inbox/b.ts', '../../ui/b.ts'],
  ['preload/index.ts', 'electron'],
  ['main/engine/store/sqlite/database.ts', 'better-sqlite3'],
  ['main/engine/store/c.ts', '../lib/clock.ts'],
  ['main/engine/providers/b.ts', 'undici'],
  ['main/engine/queue/h.ts', '../store/store.ts'],
  ['main/engine/queue/j.ts', '../store/queue-store.ts'],
  ['main/engine/queue/i.ts', '../providers/provider.ts'],
  ['main/engine/services/f.ts', '../queue/decide.ts'],
  ['main/engine/ipc/b.ts', '../services/import.ts'],
  ['main/cli/main.ts', '../engine/app.ts'],
  ['main/sandbox/b.ts', 'node:http'],
];

/** What the planted imports point at. */
const present = [
  'renderer/features/inbox/a.ts',
  'renderer/ui/b.ts',
  'main/engine/lib/clock.ts',
  'main/engine/queue/decide.ts',
  'main/engine/services/import.ts',
  'main/engine/store/store.ts',
  'main/engine/store/queue-store.ts',
  'main/engine/providers/provider.ts',
  'main/engine/providers/registry.ts',
  'main/engine/providers/devsms/index.ts',
];

const checkout = join(import.meta.dirname, '..', '..');
let tree: string;
let violations: { from: string; to: string; rule: { name: string } }[];

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'kaptar-layers-'));
  for (const name of ['zod', 'luxon', 'undici', 'electron', 'better-sqlite3', 'react']) {
    await plant(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    await plant(`node_modules/${name}/index.js`, '');
  }
  for (const file of present) await plant(`src/${file}`, 'export {};');
  const imports = [...forbidden.map(([, file, imported]) => [file, imported] as const), ...allowed];
  for (const [file, imported] of imports) await plant(`src/${file}`, `import '${imported}';`);
  await plant('src/main/shell/c.ts', "import type { App } from '../engine/app.ts';\nexport type X = App;");
  await plant('src/main/engine/queue/f.ts', "import './e.ts';");
  await plant('src/main/engine/lib/alone.ts', 'export {};');
  await copyFile(join(checkout, 'tsconfig.base.json'), join(tree, 'tsconfig.base.json'));
  violations = await cruise();
});

afterAll(() => rm(tree, { recursive: true, force: true }));

describe('the layers check catches', () => {
  test.each(forbidden)('%s: %s importing %s', (rule, file) => {
    const caught = violations
      .filter(({ from }) => from === `src/${file}`)
      .map((violation) => violation.rule.name);
    expect(caught).toContain(rule);
  });

  test('a file that nothing reaches', () => {
    expect(violations).toContainEqual(
      expect.objectContaining({
        from: 'src/main/engine/lib/alone.ts',
        rule: expect.objectContaining({ name: 'no orphans' }),
      }),
    );
  });
});

describe('the layers check allows', () => {
  test.each([...allowed, ['main/shell/c.ts', 'a type of the engine']])('%s importing %s', (file) => {
    expect(violations.filter(({ from }) => from === `src/${file}`)).toEqual([]);
  });
});

async function plant(file: string, content: string): Promise<void> {
  await mkdir(dirname(join(tree, file)), { recursive: true });
  await writeFile(join(tree, file), content);
}

/** Runs the very configuration of `npm test` over the planted tree. */
function cruise(): Promise<typeof violations> {
  const program = join(checkout, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = join(checkout, '.dependency-cruiser.cjs');
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, '--config', config, '--output-type', 'json', 'src'],
      { cwd: tree, maxBuffer: 64 * 1024 * 1024 },
      (_violationsFound, stdout, stderr) => {
        try {
          resolve(JSON.parse(stdout).summary.violations);
        } catch {
          reject(new Error(stderr));
        }
      },
    );
  });
}
