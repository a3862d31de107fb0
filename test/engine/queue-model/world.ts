import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { providerSettings, type ProviderId } from '../../../src/shared/account.ts';
import type { MessageState } from '../../../src/shared/message.ts';
import type { Clock } from '../../../src/main/engine/lib/clock.ts';
import { createEmitter } from '../../../src/main/engine/lib/emitter.ts';
import { silentLog } from '../../../src/main/engine/lib/log.ts';
import { searchHistory } from '../../../src/main/engine/providers/history-search.ts';
import type { Connection } from '../../../src/main/engine/providers/provider.ts';
import { providers } from '../../../src/main/engine/providers/registry.ts';
import type { LaneAccount } from '../../../src/main/engine/queue/lane-account.ts';
import { recover } from '../../../src/main/engine/queue/recover.ts';
import type { SteadyTime } from '../../../src/main/engine/queue/steady-time.ts';
import type { CampaignTools } from '../../../src/main/engine/services/campaigns.ts';
import { openSqliteStore } from '../../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/main/engine/store/store.ts';
import { newCampaign, newMessage } from '../../support/store.ts';
import { brokenPromises, type Model, type ModelCampaign, type ModelMessage } from './model.ts';

/** One with references, one that is searched by text and time, one that nobody can ask. */
export const ACCOUNTS: readonly ProviderId[] = ['mobsms', 'devsms', 'ubill'];
/** Of whose lost answers a look-up may tell. */
const CAN_LOOK_UP = ACCOUNTS.filter((id) => providers[id].capabilities.lookup);

const STARTED_AT = Date.UTC(2026, 5, 1, 8);

/** A real store on a real file, and a clock that the commands set. */
export interface World {
  store: Store;
  readonly clock: Clock;
  readonly steady: SteadyTime;
  pass(ms: number): void;
  /** Kills the engine and starts it again on what is on the disk. */
  restart(): Promise<void>;
  readonly tools: CampaignTools;
  /** An account as its lane knows it, with a provider behind it that does as told. */
  account(index: number, provider: Partial<Connection>): LaneAccount;
}

/** Accounts number 1 to 3 and one list, in a file that each run takes a copy of. */
export async function makeTemplate(file: string): Promise<void> {
  const store = openSqliteStore(file, () => STARTED_AT);
  for (const provider of ACCOUNTS) {
    const settings = settingsOf(provider);
    await store.createAccount({ name: provider, provider, settings, demo: false }, STARTED_AT);
  }
  await store.beginImport();
  await store.stageContacts([{ phone: '+998901000000', name: 'N', fields: {} }]);
  await store.commitImport('Customers', {}, false);
  await store.close();
}

function settingsOf(provider: ProviderId) {
  const baseUrl = 'http://127.0.0.1:1';
  return providerSettings[provider].parse({ baseUrl, ...(provider === 'ubill' ? { brandID: 1 } : {}) });
}

export interface PlannedCampaign {
  readonly account: number;
  readonly isStarted: boolean;
  readonly recipients: readonly number[];
}

export async function openWorld(
  template: string,
  folder: string,
  plan: readonly PlannedCampaign[],
): Promise<{ model: Model; real: World }> {
  let now = STARTED_AT;
  const file = join(folder, 'kaptar.db');
  copyFileSync(template, file);
  const clock: Clock = { now: () => now, monotonic: () => now, uptime: () => now, bootId: () => null };
  const emitter = createEmitter();
  // Lanes are played by the commands: nobody has to be woken.
  const queue = { resume: () => {} } as unknown as CampaignTools['queue'];
  const progress = { note: () => {} } as unknown as CampaignTools['progress'];
  const real: World = {
    store: openSqliteStore(file, clock.now),
    clock,
    // Nobody sets the clock here.
    steady: { now: clock.now, latest: clock.now, keep: async () => {} },
    pass(ms) {
      now += ms;
    },
    async restart() {
      await real.store.close();
      real.store = openSqliteStore(file, clock.now);
      await recover({ store: real.store, clock, log: silentLog }, CAN_LOOK_UP);
    },
    get tools() {
      const person = { name: 'operator', place: 'window' } as const;
      return { store: real.store, clock, emitter, queue, progress, person };
    },
    account(index, provider) {
      const id = ACCOUNTS[index] ?? 'ubill';
      return {
        id: index + 1,
        settings: settingsOf(id),
        capabilities: providers[id].capabilities,
        connection: { messagesPerRequest: 1, messagesPerReports: 100, ...provider } as Connection,
        identity: 'same',
        priceOf: async () => null,
        askPrice: async () => {},
      };
    },
  };
  const model: Model = {
    campaigns: [],
    messages: [],
    ledger: [],
    wire: [],
    optedOut: new Set(),
    removed: new Set(),
  };
  for (const { account, isStarted, recipients } of plan) {
    const accountId = account + 1;
    const id = await real.store.createCampaign(newCampaign(accountId, 1), now);
    const messages = recipients.map((index) => newMessage(accountId, `+99890100000${index}`));
    await real.store.addMessages(id, messages, now);
    await real.store.finishPreparing(id, now, isStarted);
    const campaign: ModelCampaign = {
      id,
      accountId,
      state: isStarted ? 'running' : 'draft',
      undoUntil: null,
    };
    model.campaigns.push(campaign);
    for (const made of (await real.store.listMessages({ campaignId: id, state: null, after: 0, limit: 100 }))
      .messages) {
      model.messages.push({
        id: made.id,
        campaign,
        recipient: made.recipient,
        text: made.text,
        state: 'queued',
        dueAt: now,
        acceptedAt: 0,
        isRetryable: false,
        requests: [],
        sendAgain: 0,
      });
    }
  }
  return { model, real };
}

/** A look-up in the provider's own books, as its history shows them. */
export function historyOf(model: Model, real: World, accountIndex: number, unreadable: number) {
  const rows = model.ledger
    .filter(({ message }) => message.campaign.accountId === accountIndex + 1)
    .map(({ id, message, reference, at }) => ({
      providerId: id,
      recipient: message.recipient,
      text: message.text,
      createdAt: at,
      reference: ACCOUNTS[accountIndex] === 'mobsms' ? reference : null,
    }))
    .toReversed();
  // Another program sends through the account as well.
  rows.push({
    providerId: 'x',
    recipient: '+998909999999',
    text: 'Hi',
    createdAt: STARTED_AT,
    reference: null,
  });
  const lookup: Connection['lookup'] = (messages) =>
    searchHistory(
      messages,
      {
        firstPosition: 1,
        nextPosition: (page) => page + 1,
        readPage: async (page) => (page === 1 ? { rows, unreadable } : { rows: [], unreadable: 0 }),
        zoneIsStated: true,
      },
      real.clock.now(),
    );
  return lookup;
}

/** Which states messages may have now; all others have the one that they had. */
export type Legal = Map<ModelMessage, readonly MessageState[]>;

/** Takes over what the books say, and what that means. */
function follow(message: ModelMessage, to: MessageState, now: number): void {
  const { state: from, requests } = message;
  const last = requests.findLast(({ mayBeTaken }) => mayBeTaken);
  message.state = to;
  if (to === 'accepted') message.acceptedAt = now;
  if (from === 'unknown' && to === 'queued') message.dueAt = now;
  if (!last) return;
  // No decision moved it, or the model would have known: a look-up has shown that it was not taken.
  if (from === 'unknown' && (to === 'queued' || to === 'cancelled')) last.disproved = true;
  if (from === 'queued' && to !== 'sending') last.disproved = false;
}

/** Reads the books, holds them against the model and the promise, and takes the states over into the model. */
export async function compare(model: Model, real: World, legal: Legal = new Map()): Promise<void> {
  const { store, clock } = real;
  for (const campaign of model.campaigns) {
    const { state } = await store.getCampaign(campaign.id);
    expect(state, `campaign ${campaign.id}`).toBe(campaign.state);
    const page = { campaignId: campaign.id, state: null, after: 0, limit: 100 };
    const shown = new Map(
      (await store.listMessages(page)).messages.map(({ id, ...rest }) => [id, rest.state]),
    );
    for (const message of model.messages.filter((one) => one.campaign === campaign)) {
      const now = shown.get(message.id);
      expect(legal.get(message) ?? [message.state], `message ${message.id} was ${message.state}`).toContain(
        now,
      );
      if (now !== undefined && now !== message.state) follow(message, now, clock.now());
    }
  }
  expect(await store.verify()).toEqual([]);
  expect(brokenPromises(model)).toEqual([]);
}
