import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from './launch.ts';

/** Does to Kaptar's file what only a stray statement would; on Electron's own Node, which the driver needs. */
export async function runSql(dataDir: string, sql: string): Promise<void> {
  const { KAPTAR_ELECTRON: electron } = process.env;
  if (!electron) throw new Error('Run `npm run test:window`: it finds Electron and makes a display.');
  const script = `const [file, sql] = process.argv.slice(1); require('better-sqlite3')(file).exec(sql);`;
  await promisify(execFile)(electron, ['-e', script, join(dataDir, 'data', 'kaptar.db'), sql], {
    cwd: checkout,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}

/** Overwrites the first page of Kaptar's file, without which nothing of it can be found; nobody has it open. */
export async function tearHead(dataDir: string): Promise<void> {
  const handle = await open(join(dataDir, 'data', 'kaptar.db'), 'r+');
  await handle.write(Buffer.alloc(4096, 0xff), 0, 4096, 0);
  await handle.close();
}
