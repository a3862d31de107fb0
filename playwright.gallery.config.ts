import { defineConfig } from '@playwright/test';

/** `npm run gallery`: pictures of every screen, to be looked at; by itself it only checks that no window complains. */
export default defineConfig({
  testDir: 'test/gallery',
  outputDir: 'test-results',
  workers: 1,
  // One test takes all the pictures: some five minutes, of which one makes the past.
  timeout: 1_200_000,
  expect: { timeout: 15_000 },
});
