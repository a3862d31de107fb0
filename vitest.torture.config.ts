import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // These two take seconds only: they are a part of `npm test`, too, and stand in the table as well.
    include: ['test/torture/**/*.test.ts', 'test/engine/disk.test.ts', 'test/engine/fault-matrix.test.ts'],
    // Tests that run concurrently wait for timers, all of them at once.
    maxConcurrency: 100,
    pool: 'forks',
    // One after the other: they measure, and each fills the machine by itself.
    maxWorkers: 1,
    testTimeout: 3_600_000,
    hookTimeout: 30_000,
  },
});
