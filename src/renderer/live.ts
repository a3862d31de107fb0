import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Campaign, CampaignProgress } from '../shared/campaign.ts';
import type { CallName, CallOutput, Topic } from '../shared/contract.ts';
import { callKey, eventKey } from './api.ts';

/** A code and an answer to one person are campaigns of one message, and shown elsewhere. */
const callsOfSingles: readonly CallName[] = ['otp.get', 'otp.list', 'otp.serviceNames', 'inbox.thread'];

/** Which answers are out of date after a change. */
const callsOfTopic: Readonly<Record<Topic, readonly CallName[]>> = {
  accounts: ['accounts.list'],
  contacts: [
    'lists.list',
    'contacts.list',
    'contacts.count',
    'contacts.get',
    'contacts.fields',
    'contacts.lastChange',
    'optOuts.list',
    'duplicates.list',
    'import.last',
    'campaigns.preview',
    'campaigns.estimate',
    'plans.dates',
    // Names of people and who has opted out stand there, too.
    'inbox.threads',
    'inbox.thread',
  ],
  campaigns: [
    'campaigns.list',
    'campaigns.get',
    'campaigns.progress',
    'work.get',
    'plans.runs',
    ...callsOfSingles,
  ],
  templates: ['templates.list'],
  inbox: ['inbox.threads', 'inbox.thread'],
  callbacks: ['callbacks.get'],
  plans: ['plans.list', 'plans.get', 'plans.runs'],
  check: ['store.lastCheck'],
  // Who sleeps when is said there, too.
  settings: ['settings.get', 'campaigns.progress', 'campaigns.estimate'],
  backups: ['backups.list'],
};

/** What a page shows of a campaign's messages: reckoned from many of them. */
const callsOfMessages: readonly CallName[] = [
  'campaigns.messages',
  'campaigns.searchMessages',
  'campaigns.attempts',
  'campaigns.atStake',
  'campaigns.decisions',
  'campaigns.errors',
  'campaigns.history',
];

/** Changes of this many milliseconds are answered with one refetch; a click still feels immediate. */
const GATHER = 300;
/** Messages come by the page and change all the time: asking for them more often would slow the sending. */
const MESSAGES_EVERY = 1500;
/** A report is looked at, not watched: while messages go out its charts would never stand still. */
const REPORTS_EVERY = 10_000;

const reportCalls: readonly CallName[] = ['reports.get', 'reports.deliveryTimes'];

/** Keeps the cache in step with what the engine tells, until the returned function is called. */
export function listenToEngine(client: QueryClient): () => void {
  const answers = createRefetcher(client, GATHER);
  const messages = createRefetcher(client, MESSAGES_EVERY);
  const reports = createRefetcher(client, REPORTS_EVERY);
  let wasAway = false;

  const stops = [
    window.kaptar.on('changed', ({ topic }) => {
      answers.refetchSoon(callsOfTopic[topic]);
      if (topic === 'campaigns') {
        messages.refetchSoon(callsOfMessages);
        reports.refetchSoon(reportCalls);
      }
    }),
    window.kaptar.on('campaign.progress', (progress) => {
      keepProgress(client, progress);
      if (progress.total === 1) answers.refetchSoon(callsOfSingles);
      messages.refetchSoon(callsOfMessages);
      reports.refetchSoon(reportCalls);
    }),
    window.kaptar.on('import.progress', (progress) => {
      client.setQueryData(eventKey('import.progress'), progress);
    }),
    window.kaptar.on('task.progress', (progress) => {
      client.setQueryData(eventKey('task.progress'), progress);
    }),
    window.kaptar.on('engine.state', (engine) => {
      client.setQueryData(eventKey('engine.state'), engine);
      // What was asked while the engine was away has failed: ask again. What was asked before its first start has waited.
      if (engine.state === 'ready' && wasAway) void client.invalidateQueries();
      wasAway = engine.state !== 'ready';
    }),
  ];

  return () => {
    for (const stop of stops) stop();
    answers.stop();
    messages.stop();
    reports.stop();
  };
}

/** Refetches what is out of date, at most once in `pause` ms and never before the last answer is there. */
function createRefetcher(client: QueryClient, pause: number) {
  const outdated = new Set<CallName>();
  let timer: number | undefined;
  let busy = false;
  let stopped = false;
  let endedAt = -Infinity;

  const schedule = () => {
    if (busy || stopped || outdated.size === 0) return;
    timer ??= window.setTimeout(() => void refetch(), Math.max(GATHER, endedAt + pause - performance.now()));
  };
  const refetch = async () => {
    timer = undefined;
    busy = true;
    const names = [...outdated];
    outdated.clear();
    await Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })));
    busy = false;
    endedAt = performance.now();
    schedule();
  };

  return {
    refetchSoon(names: readonly CallName[]) {
      for (const name of names) outdated.add(name);
      schedule();
    },
    stop() {
      stopped = true;
      window.clearTimeout(timer);
    },
  };
}

/** Writes live progress over every copy of the campaign, so that list, page and bar never disagree. */
function keepProgress(client: QueryClient, progress: CampaignProgress): void {
  const { campaignId: id, state, pauseReason, pauseDetail, pauseAccountId, states, total, cost } = progress;
  const patch = { state, pauseReason, pauseDetail, pauseAccountId, states, total, cost };
  client.setQueryData(callKey('campaigns.progress', { id }), progress);
  client.setQueryData<CallOutput<'campaigns.get'>>(
    callKey('campaigns.get', { id }),
    (campaign) => campaign && { ...campaign, ...patch },
  );

  const patched = (campaigns: readonly Campaign[]) =>
    campaigns.map((campaign) => (campaign.id === id ? { ...campaign, ...patch } : campaign));
  for (const { queryKey, state: list } of client.getQueryCache().findAll({ queryKey: ['campaigns.list'] })) {
    // Writing makes a list count as fresh: one that is out of date would never learn of a new campaign.
    if (list.isInvalidated) continue;
    client.setQueryData<readonly Campaign[] | InfiniteData<readonly Campaign[]>>(
      queryKey,
      (known) => known && ('pages' in known ? { ...known, pages: known.pages.map(patched) } : patched(known)),
      { updatedAt: list.dataUpdatedAt },
    );
  }
}
