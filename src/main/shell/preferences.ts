import ElectronStore from 'electron-store';
import { nativeTheme } from 'electron';
import { z } from 'zod';
import { type CallOutput, shellCalls } from '../../shared/contract.ts';
import type { LastFolder } from './files.ts';

const Preferences = shellCalls['preferences.get'].output;
type Preferences = CallOutput<'preferences.get'>;

/** How the window was left. */
export const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

/** What the shell remembers for itself; everything of the campaigns is the engine's. */
export interface PreferenceStore {
  get(): Preferences;
  set(preferences: Preferences): void;
  /** Undefined at the first start. */
  findWindowState(): WindowState | undefined;
  setWindowState(state: WindowState): void;
  readonly lastFolder: LastFolder;
}

/** Opens the shell's own small file in `dir` and gives the native parts (menus, title bar) their theme. */
export function openPreferences(dir: string): PreferenceStore {
  // A file that a crash or a person has damaged means the standard look, never an app that does not start.
  const file = new ElectronStore<Record<string, unknown>>({
    cwd: dir,
    name: 'preferences',
    clearInvalidConfig: true,
  });
  const get = (): Preferences => {
    const theme = Preferences.safeParse({ theme: file.get('theme') });
    return theme.success ? theme.data : { theme: 'auto' };
  };
  apply(get());
  return {
    get,
    set(preferences) {
      file.set('theme', preferences.theme);
      apply(preferences);
    },
    findWindowState: () => WindowState.safeParse(file.get('window')).data,
    setWindowState(state) {
      file.set('window', state);
    },
    lastFolder: {
      find: () => z.string().min(1).safeParse(file.get('saveFolder')).data,
      keep(folder) {
        file.set('saveFolder', folder);
      },
    },
  };
}

function apply({ theme }: Preferences): void {
  nativeTheme.themeSource = theme === 'auto' ? 'system' : theme;
}
