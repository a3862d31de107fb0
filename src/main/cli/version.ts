import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Kaptar's version, from the nearest package.json: sources and bundle lie at different depths below it. */
export function readVersion(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}
