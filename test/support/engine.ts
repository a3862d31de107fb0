import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { createApp, type App } from '../../src/main/engine/app.ts';
import type { ProviderId } from '../../src/shared/account.ts';
import type { Campaign } from '../../src/shared/campaign.ts';
import type { CallInput, CallOutput, EngineCall } from '../../src/shared/contract.ts';
import { systemClock } from '../../src/main/engine/lib/clock.ts';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A whole engine on a real file, with a client that throws where a call is refused. */
export interface TestEngine {
  readonly app: App;
  readonly dataDir: string;
  call<C extends EngineCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>>;
  /** Polls until the campaign is as wished; fails after `seconds`. */
  until(id: number, wish: (campaign: Campaign) => boolean, seconds?: number): Promise<Campaign>;
}

export async function startEngine(
  dataDir = temporaryFolder(),
  start = true,
  clock = systemClock,
): Promise<TestEngine> {
  const app = await createApp({ dataDir, clock, checkOutputs: true });
  onTestFinished(() => app.stop().catch(() => {}));
  if (start) await app.start('all');
  async function call<C extends EngineCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>> {
    const reply = await app.dispatch(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as CallOutput<C>;
  }
  async function until(id: number, wish: (campaign: Campaign) => boolean, seconds = 20): Promise<Campaign> {
    let campaign = await call('campaigns.get', { id });
    await expect
      .poll(async () => wish((campaign = await call('campaigns.get', { id }))), { timeout: seconds * 1000 })
      .toBe(true);
    return campaign;
  }
  return { app, dataDir, call, until };
}

/** Quick settings, so that a test does not wait: look-ups and reports within a second. */
const quick = { rate: 200, concurrency: 8, lookupGraceSeconds: 1, timeoutSeconds: 2, pollSeconds: 0.2 };

/** An account at `baseUrl`, a list of `people` contacts and a campaign to it, not yet started. */
export async function prepareCampaign(
  { app, dataDir, call }: TestEngine,
  options: {
    provider?: ProviderId;
    baseUrl: string;
    secret: string;
    people: number;
    settings?: Record<string, string | number | boolean>;
    template?: string;
  },
): Promise<{ accountId: number; listId: number; id: number }> {
  const { provider = 'devsms', baseUrl, secret, people, template = 'Salom <name>' } = options;
  const vendor = provider === 'ubill' ? { brandID: 1 } : {};
  const settings = { ...quick, ...vendor, ...options.settings, baseUrl };
  const account = await call('accounts.create', { name: 'Shop', provider, settings });
  await app.setSecret(account.id, secret);
  const listId = await addContacts(dataDir, people);
  const campaign = await call('campaigns.create', { name: 'Sale', accountId: account.id, listId, template });
  return { accountId: account.id, listId, id: campaign.id };
}

/** Of a million contacts, so many stand in memory. */
const STAGED_AT_ONCE = 10_000;

/** Contacts straight into the store; how files are read is another test's subject. */
export async function addContacts(dataDir: string, people: number): Promise<number> {
  const store = openSqliteStore(join(dataDir, 'kaptar.db'), () => Date.now());
  await store.beginImport();
  for (let first = 0; first < people; first += STAGED_AT_ONCE) {
    await store.stageContacts(
      Array.from({ length: Math.min(STAGED_AT_ONCE, people - first) }, (_, place) => ({
        phone: `+99890${1_000_000 + first + place}`,
        name: `N${first + place}`,
        fields: { Qarz: String((first + place) * 1000) },
      })),
    );
  }
  const { listId } = await store.commitImport('Customers', {}, false);
  await store.close();
  return listId;
}
