import { answerCalls } from '../../lib/thread.ts';
import { readTasks } from './read-tasks.ts';

/** A thread of its own: a million rows take seconds to be read, in which the engine sends and answers. */
answerCalls(readTasks());
