import { ask, beside, tellAnswerTimes } from './support/answer-times.ts';

/** What the page of campaign 1, of which half is sent, the list of campaigns and the page of reports ask for. */
const questions = [
  ask('a campaign', 'campaigns.progress', { id: 1 }),
  ask('a campaign', 'campaigns.get', { id: 1 }),
  ask('a campaign', 'campaigns.history', { id: 1 }),
  ask('a campaign', 'campaigns.errors', { id: 1 }),
  ask('a campaign', 'reports.deliveryTimes', { id: 1 }),
  ask('all campaigns', 'campaigns.list', { limit: 50 }),
  ask('all campaigns', 'campaigns.list', { show: 'running', search: 'buyurt', limit: 50 }),
  ask('all campaigns', 'work.get', {}),
  ask('reports', 'reports.get', { campaignId: 1 }),
  ask('reports', 'reports.get', {}),
  ask('reports', 'reports.get', { from: '2026-10-01', to: '2026-10-01', zone: 'Asia/Tashkent' }),
  ask('reports', 'reports.get', {
    accountId: 1,
    from: '2026-09-01',
    to: '2026-11-30',
    zone: 'Asia/Tashkent',
  }),
  // It goes through all uncertain messages, which are a hundred times as many in the largest.
  beside(ask('what is at stake', 'campaigns.atStake', { id: 1, messageIds: [] })),
];

await tellAnswerTimes(6, 'progress, counts and reports of a campaign', () => questions);
