import { workerData } from 'node:worker_threads';
import { answerCalls } from '../../lib/thread.ts';
import { makingTasks } from './making-tasks.ts';

/** A thread of its own: a campaign of a million messages takes seconds to be written, in which the engine sends and answers. */
answerCalls(makingTasks(workerData as string));
