import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../../shared/errors.ts';
import type { CopyAnswer, CopyJob } from './copy-job.ts';
import { copyInto, inspectCopy, prepareCopy } from './copying.ts';
import { markRestored } from './restore-marks.ts';

/**
 * A thread of its own: of a million messages, a copy and its check take seconds in which the engine could neither send
 * nor answer.
 */
function perform(job: CopyJob): unknown {
  switch (job.task) {
    case 'copy':
      return copyInto(job.from, job.to);
    case 'inspect':
      return inspectCopy(job.copy, job.present);
    case 'prepare':
      return prepareCopy(job.from, job.to);
    case 'mark':
      return markRestored(job);
  }
}

function answer(job: CopyJob): CopyAnswer {
  try {
    return { ok: true, value: perform(job) };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { ok: false, error: error instanceof AppError ? error.toData() : null, words };
  }
}

parentPort?.postMessage(answer(workerData as CopyJob));
