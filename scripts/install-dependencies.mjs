import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './project.mjs';
import { runNpm } from './run-program.mjs';

/** Holds the hash of the lock file that node_modules was installed from; `npm ci` removes it first. */
const note = join(projectDir, 'node_modules', '.installed-from');

/** Installs what package-lock.json says, unless that has been done. No package needs its scripts run. */
export async function installDependencies() {
  const lock = readFileSync(join(projectDir, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(note) && readFileSync(note, 'utf8') === hash) return;
  console.log('Installing the dependencies …');
  await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(note, hash);
}
