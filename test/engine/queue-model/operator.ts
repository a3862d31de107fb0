import * as fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings.ts';
import { SCHEDULE_GRACE_MS } from '../../../src/main/engine/queue/schedule-grace.ts';
import { retryFailed } from '../../../src/main/engine/services/campaign-results.ts';
import {
  cancelCampaign,
  pauseCampaign,
  resumeCampaign,
  startCampaign,
  takeBackCampaign,
} from '../../../src/main/engine/services/campaigns.ts';
import { atStake, decideUnknown } from '../../../src/main/engine/services/decisions.ts';
import { ask, campaignAt, command, times, type Command } from './command.ts';
import type { Model, ModelCampaign } from './model.ts';
import { ACCOUNTS, type Legal, type World } from './world.ts';

/** What a person does, and the time that passes meanwhile. */

const UNDO_MS = DEFAULT_SETTINGS.undoSeconds * 1000;

const start = (index: number, undo: boolean): Command =>
  command(`start ${index}${undo ? ' with undo' : ''}`, async (model, { tools, clock }) => {
    const campaign = campaignAt(model, index);
    const { state } = campaign;
    const isFree = state === 'draft' || (state === 'scheduled' && !undo);
    const isGone = model.removed.has(campaign.accountId) && state !== 'running';
    const isRefused = isGone || !(isFree || state === 'running');
    await ask(isRefused, startCampaign(tools, { id: campaign.id, undo }));
    if (isRefused || state === 'running') return;
    campaign.state = undo ? 'scheduled' : 'running';
    campaign.undoUntil = undo ? clock.now() + UNDO_MS : null;
  });

const takeBack = (index: number): Command =>
  command(`take back ${index}`, async (model, { tools }) => {
    const campaign = campaignAt(model, index);
    const isRefused = campaign.undoUntil === null || !['scheduled', 'cancelled'].includes(campaign.state);
    await ask(isRefused, takeBackCampaign(tools, campaign.id));
    if (!isRefused) withdraw(model, campaign);
  });

const pause = (index: number): Command =>
  command(`pause ${index}`, async (model, { tools }) => {
    const campaign = campaignAt(model, index);
    const isRefused = !['running', 'paused'].includes(campaign.state);
    await ask(isRefused, pauseCampaign(tools, campaign.id));
    if (!isRefused) campaign.state = 'paused';
  });

const resume = (index: number): Command =>
  command(`resume ${index}`, async (model, { tools }) => {
    const campaign = campaignAt(model, index);
    const isRefused = !['running', 'paused', 'finished'].includes(campaign.state);
    await ask(isRefused, resumeCampaign(tools, campaign.id));
    if (campaign.state === 'paused') run(campaign);
  });

export const cancel = (index: number): Command =>
  command(`cancel ${index}`, async (model, { tools }) => {
    const campaign = campaignAt(model, index);
    const isRefused = campaign.state === 'finished';
    await ask(isRefused, cancelCampaign(tools, campaign.id));
    if (!isRefused) withdraw(model, campaign);
  });

/** What it had in line is withdrawn, and nothing else. */
function withdraw(model: Model, campaign: ModelCampaign): void {
  campaign.state = 'cancelled';
  for (const message of model.messages) {
    if (message.campaign === campaign && message.state === 'queued') message.state = 'cancelled';
  }
}

function run(campaign: ModelCampaign): void {
  campaign.state = 'running';
  campaign.undoUntil = null;
}

export const decideOver = (
  index: number,
  isAll: boolean,
  decision: 'treat-as-sent' | 'send-again',
): Command =>
  command(
    `${decision} ${isAll ? 'all' : 'one'} of ${index}`,
    async (model, { tools, clock }) => {
      const campaign = campaignAt(model, index);
      const unknown = model.messages.filter((one) => one.campaign === campaign && one.state === 'unknown');
      const chosen = isAll ? unknown : unknown.slice(0, 1);
      const isRefused = decision === 'send-again' && ['cancelled', 'finished'].includes(campaign.state);
      const messageIds = isAll ? [] : chosen.map(({ id }) => id);
      if (chosen.length === 0) return;
      const shown = { ...(await atStake(tools, { id: campaign.id, messageIds })), language: 'en' } as const;
      await ask(isRefused, decideUnknown(tools, { id: campaign.id, messageIds, decision, shown }));
      if (isRefused) return;
      for (const message of chosen) {
        message.state = decision === 'send-again' ? 'queued' : 'accepted';
        message.dueAt = clock.now();
        message.acceptedAt = clock.now();
        if (decision === 'send-again') message.sendAgain += 1;
      }
    },
    ({ messages }) => messages.some(({ state }) => state === 'unknown'),
  );

const retry = (index: number): Command =>
  command(`retry ${index}`, async (model, { tools, clock }) => {
    const campaign = campaignAt(model, index);
    const isRefused = campaign.state === 'cancelled' || model.removed.has(campaign.accountId);
    await ask(isRefused, retryFailed(tools, { id: campaign.id, code: null }));
    if (isRefused) return;
    for (const message of model.messages) {
      const { requests, state, isRetryable } = message;
      const mayBeTaken = requests.some((request) => request.mayBeTaken && !request.disproved);
      if (message.campaign !== campaign || state !== 'failed' || !isRetryable || mayBeTaken) continue;
      message.state = 'queued';
      message.dueAt = clock.now();
      if (campaign.state === 'finished') run(campaign);
    }
  });

const optOut = (index: number): Command =>
  command(`opt out ${index}`, async ({ optedOut }, { store, clock }) => {
    const phone = `+99890100000${index}`;
    await store.optOut(phone, 'STOP', clock.now());
    optedOut.add(phone);
  });

const removeAccount = (index: number): Command =>
  command(`remove ${ACCOUNTS[index]}`, async (model, { store, clock }) => {
    const id = index + 1;
    const live = ['draft', 'scheduled', 'running', 'paused'];
    const isLive = model.campaigns.some(({ accountId, state }) => accountId === id && live.includes(state));
    // An engine ends what is on the wire first.
    const isBusy = model.wire.some(({ message }) => message.campaign.accountId === id);
    if (isBusy && !isLive) return;
    await ask(isLive || model.removed.has(id), store.removeAccount(id, clock.now()));
    if (!isLive) model.removed.add(id);
  });

/** No request outlasts its time-out: a look-up seeks what was taken at about the time of the claim. */
const LONGEST_REQUEST_MS = 30_000;

/** Time passes, and the engine keeps house as it does all the time. */
export const pass = (ms: number): Command =>
  command(
    `${ms / 1000} seconds pass`,
    async (model, real) => {
      real.pass(ms);
      const { store, clock } = real;
      const now = clock.now();
      const served = ACCOUNTS.map((_, index) => index + 1).filter((id) => !model.removed.has(id));
      await store.fireSchedules(served, now, SCHEDULE_GRACE_MS);
      for (const campaign of model.campaigns) {
        const { state, undoUntil } = campaign;
        if (state !== 'scheduled' || undoUntil === null || undoUntil > now) continue;
        if (now - undoUntil <= SCHEDULE_GRACE_MS) run(campaign);
        else {
          campaign.state = 'paused';
          campaign.undoUntil = null;
        }
      }
      await store.finishDone(now);
      for (const campaign of model.campaigns) if (isDone(model, campaign)) campaign.state = 'finished';
      const days = 72 * 3_600_000;
      await store.expireOrphans(now - days, 100, now);
      const expired: Legal = new Map();
      for (const message of model.messages) {
        const isOrphan = model.removed.has(message.campaign.accountId) && message.state === 'accepted';
        if (isOrphan && message.acceptedAt <= now - days) expired.set(message, ['expired']);
      }
      return expired;
    },
    ({ wire }) => wire.length === 0 || ms <= LONGEST_REQUEST_MS,
  );

function isDone(model: Model, campaign: ModelCampaign): boolean {
  const open = ['queued', 'sending', 'unknown'];
  return (
    ['running', 'paused'].includes(campaign.state) &&
    !model.messages.some((one) => one.campaign === campaign && open.includes(one.state))
  );
}

/** A cancel is cut short by the end of the process before anything was withdrawn. */
export async function cutShort(model: Model, real: World, campaign: ModelCampaign): Promise<void> {
  const live = ['draft', 'scheduled', 'running', 'paused'] as const;
  if (!(await real.store.changeCampaign(campaign.id, live, 'cancelled', real.clock.now()))) return;
  withdraw(model, campaign);
}

const place = fc.nat({ max: 2 });

/** Seconds: an undo, a back-off, a look-up, a grace time, a missed schedule, and more than any report takes. */
const spans = fc.constantFrom(1, 20, 70, 200, 4000, 5 * 86_400).map((seconds) => seconds * 1000);

const decisions = fc
  .tuple(place, fc.boolean(), fc.constantFrom('treat-as-sent' as const, 'send-again' as const))
  .map(([index, isAll, decision]) => decideOver(index, isAll, decision));

export const operatorCommands: fc.Arbitrary<Command>[] = [
  fc.tuple(place, fc.boolean()).map(([index, undo]) => start(index, undo)),
  place.map(takeBack),
  place.map(pause),
  ...times(3, place.map(resume)),
  place.map(cancel),
  ...times(2, decisions),
  ...times(2, place.map(retry)),
  fc.nat({ max: 3 }).map(optOut),
  place.map(removeAccount),
  ...times(3, spans.map(pass)),
];

/** All that still waits for a person is decided and started, so that nothing has to stay. */
export const lastWords = (index: number): Command[] => [
  start(index, false),
  decideOver(index, true, 'treat-as-sent'),
  resume(index),
];
