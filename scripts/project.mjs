import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const projectDir = fileURLToPath(new URL('..', import.meta.url));

/** A file of an installed package. */
export const packageFile = (/** @type {string[]} */ ...path) => join(projectDir, 'node_modules', ...path);

/** What setup may fetch again at any time: the fallback runtime and its notes. */
export function cacheDir() {
  const base =
    process.env.XDG_CACHE_HOME ??
    (process.platform === 'win32' ? process.env.LOCALAPPDATA : undefined) ??
    join(homedir(), '.cache');
  return join(base, 'kaptar');
}

/** What stops setup and a person can mend; printed without a stack. */
export class SetupError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}
