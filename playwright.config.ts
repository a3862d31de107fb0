import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // One real window a display: two would fight for the focus. Where we make no displays there is the one.
  workers: process.env['KAPTAR_DISPLAYS']?.split(' ').length ?? 1,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  expect: { timeout: 10_000 },
});
