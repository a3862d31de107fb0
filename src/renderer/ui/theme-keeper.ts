import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import { call } from '../api.ts';

/** Keeps the choice of theme with the shell's preferences, where it outlives the window. */
export function createThemeKeeper(chosen: MantineColorScheme): MantineColorSchemeManager {
  let theme = chosen;
  return {
    get: () => theme,
    set: (value) => {
      theme = value;
      // A theme that could not be kept is no reason to trouble anybody: it is asked for again at the next start.
      call('preferences.set', { theme: value }).catch(() => undefined);
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  };
}
