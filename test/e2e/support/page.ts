import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { CallInput, CallName, CallOutput, Reply } from '../../../src/shared/contract.ts';
import type { Kaptar } from './launch.ts';
import { answerOpenDialog } from './system.ts';

/** Asks as the page does; throws where the answer is no. */
export function ask<C extends CallName>(page: Page, name: C, input: CallInput<C>): Promise<CallOutput<C>> {
  const asked: { what: string; how: unknown } = { what: name, how: input };
  return page.evaluate(async ({ what, how }) => {
    const call = window.kaptar.call as (name: string, input: unknown) => Promise<Reply<unknown>>;
    const reply = await call(what, how);
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  }, asked) as Promise<CallOutput<C>>;
}

/** Stores an account and its key; answers its id. */
export async function addAccount(
  page: Page,
  account: CallInput<'accounts.create'>,
  secret: string,
): Promise<number> {
  const { id } = await ask(page, 'accounts.create', account);
  await ask(page, 'secrets.set', { accountId: id, secret });
  return id;
}

/** Goes to a screen and waits until it shows what it has. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // A long table always ends in the shapes of the rows that are not loaded yet, hidden from who listens.
  await expect(page.locator('[aria-busy="true"], .mantine-Skeleton-root:not([aria-hidden] *)')).toHaveCount(
    0,
  );
}

/** Goes to a step of the new campaign that is open. */
export async function goToStep(
  page: Page,
  step: 'To whom' | 'Message' | 'When and how fast' | 'Review',
): Promise<void> {
  const steps = page.getByRole('navigation', { name: 'Steps of the campaign' });
  await steps.getByRole('button', { name: step }).click();
  await expect(steps.getByRole('button', { name: step })).toHaveAttribute('aria-current', 'step');
}

/** Types a time of day into its field, from the keyboard: `1030`. */
export async function typeTime(page: Page, digits: string): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Time: hours' }).focus();
  await page.keyboard.type(digits);
}

/**
 * Imports people (phone, name, and the values of `fields`) into a list of that name, as from a file that was chosen;
 * answers its id.
 */
export async function importPeople(
  { app, window: page }: Kaptar,
  folder: string,
  list: string,
  people: readonly (readonly [phone: string, name: string, ...values: string[]])[],
  fields: readonly string[] = [],
): Promise<number> {
  const file = join(folder, `${list}.csv`);
  const rows = [['Telefon', 'Ism', ...fields], ...people].map((cells) => cells.join(','));
  await writeFile(file, rows.join('\n'));
  await answerOpenDialog(app, file);
  const chosen = await ask(page, 'files.choose', {});
  if (!chosen) throw new Error('No file was chosen.');
  const mapping = { phone: 0, name: 1, ignored: [] };
  const report = await ask(page, 'import.run', { file: chosen.file, country: 'UZ', list, mapping });
  return report.listId;
}

/** Axe finds nothing on the screen as it is, in light and in dark. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // Half-faded words have half their contrast: whatever comes or goes while axe looks does so at once.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of ['Dark', 'Light']) {
    // Without the focus, which would close what is open.
    await page
      .getByRole('radio', { name: theme, exact: true })
      .evaluate((radio) => (radio as HTMLInputElement).click());
    // What moves already is waited for. An animation may also be cut off, which is an end, too; the loader of a button
    // turns until its work is done, and is nothing to read.
    await page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
          .map((animation) => animation.finished),
      ),
    );
    // Legacy mode: Electron cannot open the second page that axe wants for frames, and there are none.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${screen} (${theme}): ${id} at ${nodes.map((node) => node.html).join(', ')}`,
    );
    expect(found).toEqual([]);
  }
  await page.emulateMedia({ reducedMotion: null });
}
