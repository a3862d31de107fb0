import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A full disk takes seconds only: it is tortured in `npm test`, too, and stands in the table as well.
    include: ['test/torture/**/*.test.ts', 'test/engine/disk.test.ts'],
    pool: 'forks',
    // One after the other: they measure, and each fills the machine by itself.
    maxWorkers: 1,
    testTimeout: 3_600_000,
    hookTimeout: 30_000,
  },
});
