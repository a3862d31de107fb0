import { join } from 'node:path';
import { nativeTheme } from 'electron';
import { z } from 'zod';
import type { ParsedInput } from '../../shared/contract.ts';
import { readKept } from '../../shared/kept.ts';
import { DEFAULT_PREFERENCES, Preferences } from '../../shared/preferences.ts';
import type { LastFolder } from './files.ts';
import { openKeptFile } from './kept-file.ts';

/** How the window was left. */
export const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
  fullScreen: z.boolean().default(false),
});
export type WindowState = z.infer<typeof WindowState>;

/** What the shell remembers for itself; everything of the campaigns is the engine's. */
export interface PreferenceStore {
  get(): Preferences;
  /** Changes what is given and leaves the rest. */
  set(change: ParsedInput<'preferences.set'>): Preferences;
  /** Calls back after every change. */
  onChange(listener: (preferences: Preferences) => void): void;
  /** Undefined at the first start. */
  findWindowState(): WindowState | undefined;
  setWindowState(state: WindowState): void;
  /** Whether the operator was told that a closed window goes on sending. */
  knowsBackground(): boolean;
  setKnowsBackground(): void;
  readonly lastFolder: LastFolder;
}

/** Opens the shell's own small file in `dir` and gives the native parts (menus, title bar) their theme. */
export function openPreferences(dir: string): PreferenceStore {
  const file = openKeptFile(join(dir, 'preferences.json'));
  const listeners: ((preferences: Preferences) => void)[] = [];
  const get = (): Preferences => readKept(Preferences, file.all(), DEFAULT_PREFERENCES);
  apply(get());
  return {
    get,
    set(change) {
      file.keep(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)));
      const preferences = get();
      apply(preferences);
      for (const listener of listeners) listener(preferences);
      return preferences;
    },
    onChange(listener) {
      listeners.push(listener);
    },
    findWindowState: () => WindowState.safeParse(file.all()['window']).data,
    setWindowState(state) {
      file.note({ window: state });
    },
    lastFolder: {
      find: () => z.string().min(1).safeParse(file.all()['saveFolder']).data,
      keep(folder) {
        file.note({ saveFolder: folder });
      },
    },
    knowsBackground: () => file.all()['knowsBackground'] === true,
    setKnowsBackground() {
      file.note({ knowsBackground: true });
    },
  };
}

function apply({ theme }: Preferences): void {
  nativeTheme.themeSource = theme === 'auto' ? 'system' : theme;
}
