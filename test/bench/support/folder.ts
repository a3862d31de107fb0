import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';

/**
 * Where benchmarks keep their data: `npm run bench` makes the folder and takes it away, and what one of them filled with
 * a million rows another may use (`shared`).
 */
const root = process.env['KAPTAR_BENCH_DIR'] ?? mkdtempSync(join(tmpdir(), 'kaptar-bench-'));

/** A new empty folder. */
export function newFolder(): string {
  mkdirSync(root, { recursive: true });
  return mkdtempSync(join(root, 'run-'));
}

/** A file or folder of that name, the same for all benchmarks of one run; it may not be there yet. */
export function shared(name: string): string {
  mkdirSync(root, { recursive: true });
  return join(root, name);
}
