import { z } from 'zod';

/** What can be done from anywhere: by the menus, by keys, and in the command palette. */
export const Command = z.enum([
  'new-campaign',
  'import-contacts',
  'settings',
  'go-campaigns',
  'go-otp',
  'go-inbox',
  'go-contacts',
  'go-reports',
  'go-accounts',
  'pause-all',
  'resume-all',
  'palette',
  'shortcuts',
]);
export type Command = z.infer<typeof Command>;

/** How a command is given, and where it leads. */
interface CommandFacts {
  /**
   * The key that gives it together with Ctrl (⌘ on a Mac): a place on the keyboard in the words of `event.code`, so
   * that it is the same key with a Russian or Georgian layout. Null where it has none.
   */
  readonly key: string | null;
  /** The screen that it opens; null where it does something else. */
  readonly path: string | null;
}

/** The one table of commands: menus, keys, palette and the sheet of shortcuts all read it. */
export const commands: Readonly<Record<Command, CommandFacts>> = {
  'new-campaign': { key: 'KeyN', path: '/campaigns/new' },
  'import-contacts': { key: 'KeyI', path: '/contacts/import' },
  settings: { key: 'Comma', path: '/settings' },
  'go-campaigns': { key: 'Digit1', path: '/campaigns' },
  'go-otp': { key: 'Digit2', path: '/otp' },
  'go-inbox': { key: 'Digit3', path: '/inbox' },
  'go-contacts': { key: 'Digit4', path: '/contacts' },
  'go-reports': { key: 'Digit5', path: '/reports' },
  'go-accounts': { key: 'Digit6', path: '/accounts' },
  'pause-all': { key: null, path: null },
  'resume-all': { key: null, path: null },
  palette: { key: 'KeyK', path: null },
  shortcuts: { key: 'Slash', path: null },
};

/** The places of the window, in the order of its navigation. */
export const places = [
  'go-campaigns',
  'go-otp',
  'go-inbox',
  'go-contacts',
  'go-reports',
  'go-accounts',
] as const;

/** What is printed on the key of that place, as Electron's menus and people read it: `KeyN` is N. */
export function keyCap(key: string): string {
  const signs: Readonly<Record<string, string>> = { Comma: ',', Slash: '/' };
  return signs[key] ?? key.replace(/^(Key|Digit)/, '');
}
