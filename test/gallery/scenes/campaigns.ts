import { EVENT_CHANNEL } from '../../../src/shared/channels.ts';
import { arrive } from '../stage.ts';
import { controls, screen, type Scene } from './scene.ts';

/** Campaigns on their way, and what came of them. */
export const campaignScenes: readonly Scene[] = [
  screen('campaigns', () => '/campaigns', { main: true }),
  screen('campaign-running', ({ campaigns }) => `/campaigns/${campaigns.running}`, { main: true }),
  {
    name: 'campaign-pace',
    async show(stage) {
      await arrive(stage.page, `/campaigns/${stage.campaigns.running}`);
      await controls(stage).button('live.pace.changeLabel').click();
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  screen('campaign-uncertain', ({ campaigns }) => `/campaigns/${campaigns.unknown}`),
  {
    name: 'campaign-uncertain-decision',
    async show(stage) {
      await arrive(stage.page, `/campaigns/${stage.campaigns.unknown}`);
      await controls(stage).button('unknown.send-again.action').click();
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'campaign-message',
    async show(stage) {
      await arrive(stage.page, `/campaigns/${stage.campaigns.unknown}`);
      const rows = controls(stage).grid('messages.title');
      await rows.getByRole('row').nth(1).getByRole('button').first().click();
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  screen('campaign-paused', ({ campaigns }) => `/campaigns/${campaigns.paused}`),
  screen('campaign-finished', ({ campaigns }) => `/campaigns/${campaigns.finished}`),
  screen('campaign-scheduled', ({ campaigns }) => `/campaigns/${campaigns.scheduled}`),
  screen('campaign-draft', ({ campaigns }) => `/campaigns/${campaigns.draft}`),
  {
    name: 'engine-away',
    async show({ kaptar, page, campaigns }) {
      await arrive(page, `/campaigns/${campaigns.running}`);
      await kaptar.app.evaluate(({ BrowserWindow }, channel) => {
        const payload = { state: 'failed', reason: null, message: null };
        BrowserWindow.getAllWindows()[0]?.webContents.send(channel, 'engine.state', payload);
      }, EVENT_CHANNEL);
      await page.getByRole('main').getByRole('alert').first().waitFor();
    },
  },
  screen('plans', () => '/campaigns/plans'),
  screen('plan', ({ planId }) => `/campaigns/plans/${planId}`),
  screen('reports', () => '/reports', { main: true }),
  screen('report-campaign', ({ campaigns }) => `/campaigns/${campaigns.finished}/report`),
];
