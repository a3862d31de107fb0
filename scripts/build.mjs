import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile, projectDir } from './project.mjs';
import { runProgram } from './run-program.mjs';

/** The bundler of all three parts of the app. */
const electronVite = packageFile('electron-vite', 'bin', 'electron-vite.js');

const out = join(projectDir, 'out');
/** Written when a build has ended well: when it began, since a source changed meanwhile may have been missed. */
const note = join(out, '.built');

/**
 * Builds from nothing, so that a failed build leaves no older one to run by mistake.
 *
 * @returns {Promise<boolean>} whether it went well
 */
export async function build() {
  rmSync(out, { recursive: true, force: true });
  const started = Date.now();
  const code = await runProgram(process.execPath, [electronVite, 'build', '--logLevel', 'warn']);
  if (code === 0) writeFileSync(note, String(started));
  return code === 0;
}

/** Whether nothing has changed since the last build. Folders count: a removed file touches its folder. */
export function isBuilt() {
  if (!existsSync(note)) return false;
  const built = Number(readFileSync(note, 'utf8'));
  const src = join(projectDir, 'src');
  const sources = [
    ...readdirSync(src, { recursive: true }).map((name) => join(src, String(name))),
    ...['package.json', 'package-lock.json', 'electron.vite.config.ts'].map((name) => join(projectDir, name)),
  ];
  return sources.every((source) => {
    const found = statSync(source, { throwIfNoEntry: false });
    return found !== undefined && found.mtimeMs <= built;
  });
}
