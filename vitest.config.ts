import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,store,providers,import,engine,cli,toolchain}/**/*.test.ts'],
    // A crash in better-sqlite3's native code must not take the other files' tests with it.
    pool: 'forks',
    // Most of them wait for timers and sockets, for which a core a file would be idle more than half of the time.
    maxWorkers: 2 * availableParallelism(),
    // Tests that run concurrently wait for timers, all of them at once.
    maxConcurrency: 100,
    // Whole engines and child processes on a busy two-core machine.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
