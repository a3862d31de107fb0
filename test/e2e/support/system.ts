import type { ElectronApplication } from '@playwright/test';

/** What stands around the window: the system's dialogs and menu, and the process of the engine. */

/** From now on whoever is asked for a file chooses this one. */
export function answerOpenDialog(app: ElectronApplication, file: string): Promise<void> {
  return app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
}

/** From now on whoever is asked where to save says this. */
export function answerSaveDialog(app: ElectronApplication, file: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

/** Chooses what is called so in the application's menu. */
export function chooseMenu(app: ElectronApplication, label: string): Promise<void> {
  return app.evaluate(({ Menu }, wished) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    const item = items.find((one) => one.label === wished);
    if (!item) throw new Error(`The menu has no "${wished}".`);
    item.click();
  }, label);
}

/** Ends the engine's process without a word. */
export function killEngine(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ app: main }) => {
    const engine = main.getAppMetrics().find(({ name }) => name === 'Kaptar engine');
    if (!engine) throw new Error('There is no engine.');
    process.kill(engine.pid, 'SIGKILL');
  });
}
