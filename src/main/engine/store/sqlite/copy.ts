import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Copies the database `from` into the new file `to` while it is in use, and checks the copy. Rejects where that fails;
 * `to` may then hold half of it.
 */
export async function copyDatabase(from: string, to: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(findWorker(), { workerData: { from, to } });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    // It ends without an error, too, where it is stopped before it has begun.
    let done = false;
    worker.once('message', () => {
      done = true;
    });
    await once(worker, 'exit');
    if (!done) throw new Error('it was stopped before its end');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Beside this file in the source; in the bundle, this file's code may lie in a chunk one folder below. */
function findWorker(): string {
  const places = [
    join(import.meta.dirname, 'copy-worker.ts'),
    join(import.meta.dirname, 'copy-worker.js'),
    join(import.meta.dirname, '..', 'copy-worker.js'),
  ];
  const place = places.find((file) => existsSync(file));
  if (!place) throw new Error('A part of Kaptar is missing: copy-worker. Install Kaptar again.');
  return place;
}
