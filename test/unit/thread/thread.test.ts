import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createThread } from '../../../src/main/engine/lib/thread.ts';
import type { ThreadTasks } from './tasks.ts';

function newThread() {
  const thread = createThread<ThreadTasks>(new URL('./tasks.ts', import.meta.url));
  onTestFinished(() => thread.close());
  return thread;
}

test('answers are each to their own question, and errors come with what they say', async () => {
  const thread = newThread();
  const numbers = Array.from({ length: 50 }, (_, index) => index);
  const doubled = await Promise.all(numbers.map((number) => thread.call('double', number)));
  expect(doubled).toEqual(numbers.map((number) => number * 2));
  await expect(thread.call('refuse', 'Busy.')).rejects.toMatchObject({
    name: 'AppError',
    code: 'conflict',
    message: 'Busy.',
    details: { reason: 'busy' },
  });
  await expect(thread.call('fail', 'SQLITE_FULL')).rejects.toMatchObject({ code: 'SQLITE_FULL' });
});

test('a task hears that it is not wanted any more', async () => {
  const thread = newThread();
  const controller = new AbortController();
  const told = thread.call('wait', undefined, controller.signal);
  await thread.call('double', 1);
  controller.abort();
  expect(await told).toBe('was told to stop');
  await expect(thread.call('double', 1, controller.signal)).rejects.toThrow(/abort/i);
});

test('a thread that is closed refuses what it was doing, and is started again by the next question', async () => {
  const thread = newThread();
  const lost = thread.call('wait', undefined);
  const refused = expect(lost).rejects.toThrow('The thread has ended.');
  await thread.call('double', 1);
  await thread.close();
  await refused;
  expect(await thread.call('double', 2)).toBe(4);
});

test('whoever waits for the end of a thread at rest goes on after it, though nothing else keeps the process up', async () => {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'close-at-rest.ts')], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  expect(stdout).toBe('closed');
});
