import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { desktopEntry } from './desktop-entry.ts';

/** Said to a Kaptar that is to stay in the background until it is asked for. */
const HIDDEN_FLAG = '--hidden';

/** Whether this start was the system's, at the sign-in to the computer. */
export function isStartedHidden(args: readonly string[]): boolean {
  return (
    args.includes(HIDDEN_FLAG) ||
    (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
  );
}

/**
 * Has the system start Kaptar when the operator signs in, or no longer. Linux has a file for it (XDG Desktop
 * Application Autostart); the others keep a list that Electron knows. Rejects where the file cannot be written.
 * @param args what that start is told beside `--hidden`
 */
export async function setStartAtLogin(start: boolean, args: readonly string[]): Promise<void> {
  const told = [HIDDEN_FLAG, ...args];
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: start, args: told });
    return;
  }
  const file = join(
    process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'),
    'autostart',
    'kaptar.desktop',
  );
  if (!start) {
    await rm(file, { force: true });
    return;
  }
  // An AppImage runs from a place that is gone after its end; APPIMAGE names the file itself.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  const command = [program, ...(app.isPackaged ? [] : [app.getAppPath()]), ...told];
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, desktopEntry(command));
}
