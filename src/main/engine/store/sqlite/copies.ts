import { once } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { BackupContents, Restored } from '../../../../shared/calls/backups.ts';
import { AppError } from '../../../../shared/errors.ts';
import { threadEntry } from '../../lib/thread.ts';
import type { CopyStore } from '../copy-store.ts';
import type { CopyAnswer, CopyJob } from './copy-job.ts';
import { syncFile } from './copying.ts';
import { readyBeside, syncFolderOf } from './take-over.ts';

/** Whatever is never stopped. */
const never = new AbortController().signal;

/** Copies of the database in `file`. */
export function createCopies(file: string): CopyStore {
  const prepared = `${file}.restoring`;
  const discard = (): void => {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${prepared}${end}`, { force: true });
  };
  return {
    copyTo: async (to, signal) => void (await run({ task: 'copy', from: file, to }, signal)),
    inspect: async (copy, signal) =>
      (await run({ task: 'inspect', copy, present: file }, signal)) as Omit<
        BackupContents,
        'madeAt' | 'bytes'
      >,
    async prepare(from, signal) {
      discard();
      await run({ task: 'prepare', from, to: prepared }, signal);
    },
    async finish(now, canLookUp) {
      const job = { task: 'mark', copy: prepared, present: file, now, canLookUp } as const;
      const restored = (await run(job, never)) as Restored;
      syncFile(prepared);
      renameSync(prepared, readyBeside(file));
      syncFolderOf(file);
      return restored;
    },
    discard,
  };
}

async function run(job: CopyJob, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  const worker = new Worker(threadEntry(import.meta.url, 'copy-worker'), { workerData: job });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    // It ends without an error, too, where it is stopped before it has begun.
    let answer: CopyAnswer | undefined;
    worker.once('message', (message: CopyAnswer) => {
      answer = message;
    });
    await once(worker, 'exit');
    if (!answer) throw new Error('it was stopped before its end');
    if (answer.ok) return answer.value;
    const { error, words } = answer;
    throw error ? new AppError(error.code, error.message, error.details) : new Error(words);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
