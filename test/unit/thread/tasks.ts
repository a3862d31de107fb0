import { once } from 'node:events';
import { AppError } from '../../../src/shared/errors.ts';
import { answerCalls } from '../../../src/main/engine/lib/thread.ts';

const tasks = {
  double: (number: number): number => number * 2,
  refuse: (words: string): never => {
    throw new AppError('conflict', words, { reason: 'busy' });
  },
  fail: (code: string): never => {
    throw Object.assign(new Error('Failed.'), { code });
  },
  async wait(_input: undefined, signal: AbortSignal): Promise<string> {
    await once(signal, 'abort');
    return 'was told to stop';
  },
};

/** What the thread of these tests can be asked for. */
export type ThreadTasks = typeof tasks;

answerCalls(tasks);
