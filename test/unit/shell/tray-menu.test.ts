import { expect, it, vi } from 'vitest';
import { trayMenu } from '../../../src/main/shell/tray-menu.ts';
import { progressOf } from '../../../src/main/shell/work-progress.ts';
import { shellWords } from '../../../src/main/shell/words.ts';
import type { Work } from '../../../src/shared/work.ts';
import { counts, liveCampaign, work } from './work.ts';

const words = shellWords('en');

function openTray(now: Work) {
  const actions = { open: vi.fn(), goTo: vi.fn(), give: vi.fn(), quit: vi.fn() };
  const items = trayMenu(now, words, actions).filter(({ type }) => type !== 'separator');
  const click = (label: string) =>
    items.find((item) => item.label === label)?.click?.({} as never, undefined, {});
  return { labels: items.map(({ label }) => label), click, actions };
}

it('is the way in and the way out where nothing is under way', () => {
  const { labels, click, actions } = openTray(work());
  expect(labels).toEqual(['Open Kaptar', 'Quit Kaptar']);
  click('Open Kaptar');
  click('Quit Kaptar');
  expect(actions.open).toHaveBeenCalledOnce();
  expect(actions.quit).toHaveBeenCalledOnce();
});

it('says how the campaigns get on, and leads to them', () => {
  const { labels, click, actions } = openTray(
    work(
      liveCampaign('running'),
      liveCampaign('running', { campaignId: 2, name: 'Eslatma', remainingMs: null }),
      liveCampaign('paused', { campaignId: 3, name: 'Qarz' }, 'operator'),
      liveCampaign('scheduled', { campaignId: 4, name: 'Ertaga' }),
    ),
  );
  expect(labels).toEqual([
    'Bayram: 1,240 of 5,000, 12 min left',
    'Eslatma: 1,240 of 5,000',
    'Qarz: paused at 1,240 of 5,000',
    'Pause all campaigns',
    'Resume paused campaigns',
    'Open Kaptar',
    'Quit Kaptar',
  ]);
  click('Qarz: paused at 1,240 of 5,000');
  expect(actions.goTo).toHaveBeenCalledWith('/campaigns/3');
  click('Pause all campaigns');
  expect(actions.give).toHaveBeenCalledWith('pause-all');
});

it('does not offer to resume what waits for money', () => {
  const { labels } = openTray(work(liveCampaign('paused', {}, 'balance')));
  expect(labels).not.toContain('Resume paused campaigns');
});

it('shows the share of all running campaigns on the taskbar', () => {
  expect(progressOf(work())).toBeNull();
  expect(progressOf(work(liveCampaign('paused', {}, 'operator')))).toBeNull();
  const half = liveCampaign('running', {
    states: counts({ queued: 40, sending: 10, delivered: 50 }),
    total: 100,
  });
  const skipped = liveCampaign('running', { states: counts({ skipped: 900, failed: 100 }), total: 1000 });
  expect(progressOf(work(half))).toBe(0.5);
  expect(progressOf(work(half, skipped))).toBe(0.75);
});
