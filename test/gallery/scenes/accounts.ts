import { expect } from '@playwright/test';
import { accountPanels } from '../../../src/renderer/features/accounts/account-panels.ts';
import type { ProviderId } from '../../../src/shared/account.ts';
import { arrive } from '../stage.ts';
import { controls, screen, type Scene } from './scene.ts';

/** The accounts with all their pages, and what is beside the daily work. */
export const accountScenes: readonly Scene[] = [
  screen('accounts', () => '/accounts', { main: true }),
  screen('account-new', () => '/accounts/new'),
  {
    name: 'account-new-advanced',
    async show(stage) {
      await arrive(stage.page, '/accounts/new');
      await controls(stage).button('accounts.advanced').click();
    },
  },
  ...panels('devsms'),
  ...panels('ubill'),
  ...panels('mobsms'),
  screen('callbacks', () => '/accounts/callbacks'),
  screen('settings', () => '/settings', { main: true }),
  {
    name: 'palette',
    async show({ page, say }) {
      await arrive(page, '/campaigns');
      await page.keyboard.press('ControlOrMeta+KeyK');
      await page.getByRole('combobox', { name: say('palette.label'), exact: true }).fill('ch');
      await expect(page.getByRole('option').nth(1)).toBeVisible();
    },
  },
  {
    name: 'shortcuts',
    async show({ page }) {
      await arrive(page, '/campaigns');
      await page.keyboard.press('ControlOrMeta+Slash');
      await page.getByRole('dialog').waitFor();
    },
  },
];

function panels(provider: ProviderId): Scene[] {
  return accountPanels[provider].map((panel) =>
    screen(`account-${provider}-${panel}`, ({ accounts }) =>
      panel === 'overview' ? `/accounts/${accounts[provider]}` : `/accounts/${accounts[provider]}/${panel}`,
    ),
  );
}
