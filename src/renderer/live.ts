import type { QueryClient } from '@tanstack/react-query';
import type { CampaignProgress } from '../shared/campaign.ts';
import type { CallName, CallOutput, Topic } from '../shared/contract.ts';
import { callKey, eventKey } from './api.ts';

/** Which answers are out of date after a change. */
const callsOfTopic: Readonly<Record<Topic, readonly CallName[]>> = {
  accounts: ['accounts.list'],
  contacts: ['lists.list', 'contacts.list', 'campaigns.preview', 'campaigns.estimate'],
  campaigns: ['campaigns.list', 'campaigns.get', 'campaigns.progress', 'campaigns.messages'],
};

/** Changes of this many milliseconds are answered with one refetch; a click still feels immediate. */
const REFETCH_EVERY = 300;

/** Keeps the cache in step with what the engine tells, until the returned function is called. */
export function listenToEngine(client: QueryClient): () => void {
  const outdated = new Set<CallName>();
  let timer: number | undefined;

  const refetchSoon = (names: readonly CallName[]) => {
    for (const name of names) outdated.add(name);
    timer ??= window.setTimeout(() => {
      timer = undefined;
      for (const name of outdated) void client.invalidateQueries({ queryKey: [name] });
      outdated.clear();
    }, REFETCH_EVERY);
  };

  const stops = [
    window.kaptar.on('changed', ({ topic }) => refetchSoon(callsOfTopic[topic])),
    window.kaptar.on('campaign.progress', (progress) => {
      keepProgress(client, progress);
      refetchSoon(['campaigns.messages']);
    }),
    window.kaptar.on('import.progress', (progress) => {
      client.setQueryData(eventKey('import.progress'), progress);
    }),
    window.kaptar.on('engine.state', (engine) => {
      client.setQueryData(eventKey('engine.state'), engine);
      // What was asked while the engine was away has failed: ask again.
      if (engine.state === 'ready') void client.invalidateQueries();
    }),
  ];

  return () => {
    for (const stop of stops) stop();
    window.clearTimeout(timer);
  };
}

/** Writes live progress over every copy of the campaign, so that list, page and bar never disagree. */
function keepProgress(client: QueryClient, progress: CampaignProgress): void {
  const { campaignId: id, state, pauseReason, pauseDetail, states, total, cost } = progress;
  const patch = { state, pauseReason, pauseDetail, states, total, cost };
  client.setQueryData(callKey('campaigns.progress', { id }), progress);
  client.setQueryData<CallOutput<'campaigns.get'>>(
    callKey('campaigns.get', { id }),
    (campaign) => campaign && { ...campaign, ...patch },
  );
  client.setQueryData<CallOutput<'campaigns.list'>>(callKey('campaigns.list', {}), (campaigns) =>
    campaigns?.map((campaign) => (campaign.id === id ? { ...campaign, ...patch } : campaign)),
  );
}
