import { defineConfig } from '@playwright/test';

/** `npm run gallery`: pictures of every screen, to be looked at; it checks nothing by itself. */
export default defineConfig({
  testDir: 'test/gallery',
  outputDir: 'test-results',
  workers: 1,
  // One test takes all the pictures of a language.
  timeout: 600_000,
  expect: { timeout: 15_000 },
});
