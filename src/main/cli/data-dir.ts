import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/**
 * The data folder of the app itself, so that both work on the same books: Electron's userData and `data`. For both
 * of them KAPTAR_DATA_DIR stands in for userData.
 */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  const path = platform === 'win32' ? win32 : posix;
  if (env['KAPTAR_DATA_DIR']) return path.join(env['KAPTAR_DATA_DIR'], 'data');
  if (platform === 'win32')
    return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Kaptar', 'data');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Kaptar', 'data');
  return posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), 'Kaptar', 'data');
}
