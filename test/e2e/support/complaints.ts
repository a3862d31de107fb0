import type { ConsoleMessage, ElectronApplication, Page } from '@playwright/test';

/**
 * Collects what goes wrong in an app's windows without a test looking there: an error that nobody caught, an error or
 * a warning on the console (what the policy refused is one), a window that crashed. A healthy window says nothing.
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
}
