import { workerData } from 'node:worker_threads';
import { answerCalls } from '../../lib/thread.ts';
import { importTasks } from './import-tasks.ts';

/**
 * A thread of its own: a million contacts take seconds to be written, in one transaction, in which the engine could neither
 * send nor answer.
 */
answerCalls(importTasks(workerData as string));
