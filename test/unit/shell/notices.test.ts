import { beforeEach, expect, it, vi } from 'vitest';
import type { EngineEvent } from '../../../src/main/shell/engine-process.ts';
import { createNotices, type Notice } from '../../../src/main/shell/notices.ts';
import { shellWords } from '../../../src/main/shell/words.ts';
import type { Campaign, CampaignState, PauseReason } from '../../../src/shared/campaign.ts';
import { DEFAULT_PREFERENCES } from '../../../src/shared/preferences.ts';
import { counts, liveCampaign } from './work.ts';

/** What the engine would answer, and what the system was asked to show. */
let campaigns: Map<number, Partial<Campaign>>;
let inbox: { unread: number; name: string };
let shown: Notice[];
let unread: number[];
let isLookedAt: boolean;
let chosen: typeof DEFAULT_PREFERENCES.notifications;
let heard: (event: EngineEvent) => void;

const STARTED_AT = 1000;

beforeEach(() => {
  vi.useFakeTimers();
  campaigns = new Map();
  inbox = { unread: 0, name: 'Aziza' };
  shown = [];
  unread = [];
  isLookedAt = false;
  chosen = DEFAULT_PREFERENCES.notifications;
  ({ heard } = createNotices({
    ask: (async (name: string, input: { id?: number }) => {
      if (name === 'campaigns.get') return campaigns.get(input.id ?? 0);
      const thread = { name: inbox.name, phone: '+998901234567', lastText: 'Rahmat!', lastDirection: 'in' };
      return { threads: [thread], unread: inbox.unread };
    }) as never,
    chosen: () => chosen,
    words: () => shellWords('en'),
    isLookedAt: () => isLookedAt,
    show: (notice) => shown.push(notice),
    onUnread: (count) => unread.push(count),
    now: () => STARTED_AT,
  }));
  return () => {
    vi.useRealTimers();
  };
});

/** The engine tells of a campaign; all that follows has happened. */
async function tell(id: number, state: CampaignState, special: Partial<Campaign> = {}): Promise<void> {
  const pauseReason = special.pauseReason ?? null;
  const states = counts({ delivered: 20, failed: special.states?.failed ?? 0 });
  campaigns.set(id, {
    id,
    kind: 'list',
    name: `Sale ${id}`,
    finishedAt: null,
    ...special,
    state,
    pauseReason,
    states,
  });
  const progress = liveCampaign(
    state,
    { campaignId: id, pauseAccountId: special.pauseAccountId ?? null },
    pauseReason,
  );
  heard({ name: 'campaign.progress', payload: progress });
  await vi.advanceTimersByTimeAsync(0);
}

async function tellPause(id: number, pauseReason: PauseReason): Promise<void> {
  await tell(id, 'paused', { pauseReason, pauseAccountId: 7 });
}

async function tellInbox(count: number): Promise<void> {
  inbox.unread = count;
  heard({ name: 'changed', payload: { topic: 'inbox' } });
  await vi.advanceTimersByTimeAsync(0);
}

it('tells of an end once, however many late reports move the campaign', async () => {
  await tell(1, 'running');
  await tell(1, 'finished', { finishedAt: 2000 });
  await tell(1, 'finished', { finishedAt: 2000 });
  expect(shown).toEqual([
    {
      key: 'campaign-1',
      title: '“Sale 1” has been sent',
      body: '20 messages were handed to the provider.',
      path: '/campaigns/1',
    },
  ]);
});

it('says how many failed', async () => {
  await tell(1, 'finished', { finishedAt: 2000, states: counts({ failed: 3 }) });
  expect(shown[0]?.body).toBe('Handed to the provider: 20. Failed: 3.');
});

it('keeps quiet about what ended before the start, about codes, and about what was cancelled', async () => {
  await tell(1, 'finished', { finishedAt: STARTED_AT - 1 });
  await tell(2, 'finished', { finishedAt: 2000, kind: 'otp' });
  await tell(3, 'cancelled', { finishedAt: 2000 });
  expect(shown).toEqual([]);
});

it('keeps quiet while the window is looked at, and where that was chosen', async () => {
  isLookedAt = true;
  await tell(1, 'finished', { finishedAt: 2000 });
  isLookedAt = false;
  chosen = { ended: false, paused: false, inbox: false };
  await tell(2, 'finished', { finishedAt: 2000 });
  await tellPause(3, 'balance');
  await vi.runAllTimersAsync();
  await tellInbox(0);
  await tellInbox(1);
  expect(shown).toEqual([]);
});

it('gives the reason of a pause in words, once until the campaign has run again', async () => {
  await tellPause(1, 'balance');
  await vi.runAllTimersAsync();
  await tellPause(1, 'balance');
  await vi.runAllTimersAsync();
  expect(shown).toEqual([
    {
      key: 'campaign-1',
      title: '“Sale 1” is paused',
      body: 'The balance is used up. Top it up, then resume.',
      path: '/campaigns/1',
    },
  ]);
  await tell(1, 'running');
  await tellPause(1, 'balance');
  await vi.runAllTimersAsync();
  expect(shown).toHaveLength(2);
});

it('tells of all campaigns together that one account has stopped', async () => {
  await tellPause(1, 'auth');
  await tellPause(2, 'auth');
  await vi.runAllTimersAsync();
  expect(shown).toMatchObject([{ title: '2 campaigns are paused', path: '/campaigns' }]);
});

it('says nothing of a pause that the operator made', async () => {
  await tell(1, 'paused', { pauseReason: 'operator' });
  await vi.runAllTimersAsync();
  expect(shown).toEqual([]);
});

it('tells of new messages, not of those that were there at the start or are read', async () => {
  await tellInbox(4);
  await tellInbox(5);
  await tellInbox(3);
  await tellInbox(6);
  expect(shown.map(({ title, body }) => `${title}: ${body}`)).toEqual([
    'Aziza: Rahmat!',
    '3 new messages: Open the inbox to read them.',
  ]);
  expect(unread).toEqual([4, 5, 3, 6]);
});

it('tells once that the disk is full, however many campaigns stand still, and again the next time', async () => {
  const tellDisk = (campaignId: number, disk: 'full' | null) =>
    heard({ name: 'campaign.progress', payload: liveCampaign('running', { campaignId, disk }) });
  tellDisk(1, 'full');
  tellDisk(2, 'full');
  tellDisk(1, 'full');
  expect(shown.map(({ title, path }) => [title, path])).toEqual([
    ['Nothing is sent: there is no room on the disk', '/campaigns/1'],
  ]);
  tellDisk(1, null);
  tellDisk(2, null);
  tellDisk(2, 'full');
  expect(shown).toHaveLength(2);
});
