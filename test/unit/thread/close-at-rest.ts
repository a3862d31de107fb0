import { createThread } from '../../../src/main/engine/lib/thread.ts';
import type { ThreadTasks } from './tasks.ts';

/** A process in which nothing is left to do but to wait for the end of a thread that came to rest, and to say so. */
const thread = createThread<ThreadTasks>(new URL('./tasks.ts', import.meta.url));
const release = thread.hold();
await thread.call('double', 1);
const closed = thread.close();
release();
await closed;
process.stdout.write('closed');
