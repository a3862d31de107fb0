import { ask } from '../../e2e/support/page.ts';
import { arrive, type Stage } from '../stage.ts';
import { controls, type Scene } from './scene.ts';

/** Whether the books are right, and the way back to a copy of them. */
export const dataScenes: readonly Scene[] = [
  {
    name: 'settings-check',
    async show(stage) {
      await arrive(stage.page, '/settings');
      await controls(stage).button('preferences.check.action').click();
      await stage.page.getByText(stage.say('preferences.check.good')).waitFor();
    },
  },
  { name: 'restore', main: true, show: askToRestore },
];

async function askToRestore({ page, say }: Stage): Promise<void> {
  await ask(page, 'backups.create', {});
  await arrive(page, '/settings');
  const [before = '', after = ''] = say('restore.actionNamed', { time: '\n' }).split('\n');
  await page
    .getByRole('button', { name: before === '' ? after : before })
    .first()
    .click();
  await page.getByRole('dialog').getByText(say('restore.dialog.twice')).waitFor();
}
