import ElectronStore from 'electron-store';
import { nativeTheme } from 'electron';
import { z } from 'zod';
import { type CallInput, type CallOutput, shellCalls } from '../../shared/contract.ts';
import type { LastFolder } from './files.ts';

const Preferences = shellCalls['preferences.get'].output.shape;
type Preferences = CallOutput<'preferences.get'>;

/** The preferences as the file has them; what is missing or damaged there is as it was at the first start. */
const KeptPreferences = z.object({
  theme: Preferences.theme.catch('auto'),
  language: Preferences.language.catch('auto'),
});

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
  /** Changes what is given and leaves the rest. */
  set(change: CallInput<'preferences.set'>): void;
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
  const get = (): Preferences => KeptPreferences.parse(file.store);
  apply(get());
  return {
    get,
    set(change) {
      for (const [name, value] of Object.entries(change)) if (value !== undefined) file.set(name, value);
      apply(get());
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
