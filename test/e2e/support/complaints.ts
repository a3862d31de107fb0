import { createInterface } from 'node:readline';
import type { ConsoleMessage, ElectronApplication, Page } from '@playwright/test';

/** Lines of an app's output that are kept for the case that it dies: Chromium says in one or two why it ends. */
const LAST_LINES = 15;

/**
 * Collects what goes wrong in an app without a test looking there: an error in a window that nobody caught, an error or
 * a warning on its console (what the policy refused is one), a window that crashed, an app that died, with its last
 * words. A healthy one says nothing.
 */
export function collectComplaints(app: ElectronApplication, complaints: string[]): void {
  const context = app.context();
  context.on('weberror', (uncaught) => {
    const error = uncaught.error();
    complaints.push(error.stack ?? error.message);
  });
  context.on('console', (message: ConsoleMessage) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  const watch = (window: Page) => window.on('crash', () => complaints.push('The window crashed.'));
  for (const window of app.windows()) watch(window);
  app.on('window', watch);
  collectDeath(app, complaints);
}

function collectDeath(app: ElectronApplication, complaints: string[]): void {
  const main = app.process();
  const lastWords: string[] = [];
  if (main.stderr) {
    createInterface({ input: main.stderr }).on('line', (line) => {
      // No test has a session bus, of which Chromium complains all the time.
      if (!line.includes('dbus/')) lastWords.push(line);
      if (lastWords.length > LAST_LINES) lastWords.shift();
    });
  }
  main.once('exit', (code, signal) => {
    if (code !== 0) complaints.push([`Kaptar died: ${signal ?? code}`, ...lastWords].join('\n'));
  });
}
