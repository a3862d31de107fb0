import type { Locator, Page } from '@playwright/test';
import type { Words } from '../../e2e/support/words.ts';
import { arrive, type Stage } from '../stage.ts';

/** One picture. */
export interface Scene {
  /** The name of its files. */
  readonly name: string;
  /** Taken in every language; the others in English only. */
  readonly main?: true;
  /** Brings the screen up, wherever the window is. */
  show(stage: Stage): Promise<void>;
}

/** A screen as it is when one comes to it. */
export function screen(name: string, path: (stage: Stage) => string, more: Pick<Scene, 'main'> = {}): Scene {
  return { name, ...more, show: (stage) => arrive(stage.page, path(stage)) };
}

/** What can be pressed, chosen or filled in, by the key of its words. */
export function controls({ page, say }: { page: Page; say: Words }) {
  const byRole =
    (role: 'button' | 'link' | 'textbox' | 'combobox' | 'radio' | 'checkbox' | 'grid' | 'menuitem') =>
    (key: string, values?: Record<string, unknown>): Locator =>
      page.getByRole(role, { name: say(key, values), exact: true });
  return {
    button: byRole('button'),
    link: byRole('link'),
    textbox: byRole('textbox'),
    combobox: byRole('combobox'),
    radio: byRole('radio'),
    grid: byRole('grid'),
    /** Opens a list of choices and takes one. */
    async choose(key: string, choice: string | RegExp): Promise<void> {
      await byRole('combobox')(key).click();
      await page.getByRole('option', { name: choice, exact: true }).click();
    },
  };
}
