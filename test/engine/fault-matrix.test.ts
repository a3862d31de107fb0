import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../src/main/engine/app.ts';
import { providers } from '../../src/main/engine/providers/registry.ts';
import type { Fault } from '../../src/main/sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../src/main/sandbox/server.ts';
import type { ProviderId } from '../../src/shared/account.ts';
import type { Campaign, PauseReason } from '../../src/shared/campaign.ts';
import type { CallInput, CallOutput, EngineCall } from '../../src/shared/contract.ts';
import { addContacts } from '../support/engine.ts';
import { tellFigures } from '../support/figures.ts';

/**
 * Each way of sending meets each fault in the middle of a campaign, in one engine with an account and a sandbox for
 * each case: all wait together, and nobody's trouble may be another's. The judge is the sandbox's ledger.
 */

const PEOPLE = 30;

/** One way of sending, and how many requests of it make about a third of the campaign. */
interface Form {
  readonly provider: ProviderId;
  readonly template: string;
  readonly settings: Readonly<Record<string, number>>;
  readonly firstRequests: number;
}

const FORMS: Readonly<Record<string, Form>> = {
  devsms: {
    provider: 'devsms',
    template: 'Salom <name>',
    settings: {},
    firstRequests: 10,
  },
  'ubill one by one': {
    provider: 'ubill',
    template: 'Salom <name>',
    settings: { brandID: 1, groupSize: 1 },
    firstRequests: 10,
  },
  'ubill in groups': {
    provider: 'ubill',
    template: 'Salom',
    settings: { brandID: 1, groupSize: 3 },
    firstRequests: 4,
  },
  'mobsms one by one': {
    provider: 'mobsms',
    template: 'Salom <name>',
    settings: { groupSize: 1, inboxSeconds: 0 },
    firstRequests: 10,
  },
  'mobsms in bulk': {
    provider: 'mobsms',
    template: 'Salom <name>',
    settings: { groupSize: 3, inboxSeconds: 0 },
    firstRequests: 4,
  },
};

/** No tracking, which would count among the questions; look-ups prove within a second. */
const SETTINGS = {
  rate: 100,
  concurrency: 3,
  // No answer is late only because the machine is busy.
  timeoutSeconds: 60,
  lookupGraceSeconds: 1,
  pollSeconds: 3600,
};

/** What is in the middle of the campaign, and what has to come of it. */
interface Trouble {
  /** What the sandbox does, and to how many requests; without an end it lasts until it is mended. */
  readonly fault?: readonly [Fault, times: number];
  /** Where the account sends meanwhile: nobody is there. */
  readonly address?: string;
  /** Where the case is about waiting in vain. */
  readonly timeoutSeconds?: number;
  /** Mended as soon as something is uncertain, and not only once the campaign has paused. */
  readonly brief?: true;
  readonly pause: PauseReason | null;
  /** Whether the campaign goes on by itself after that. */
  readonly byItself?: boolean;
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  // Port 9 is nobody's: one that was closed a moment ago may be another case's by now.
  'a refused connection': { address: 'http://127.0.0.1:9', pause: 'offline', byItself: true },
  'a name that cannot be found': {
    address: 'https://nowhere.invalid',
    timeoutSeconds: 1,
    pause: 'offline',
    byItself: true,
  },
  // RFC 5737: an address that leads nowhere.
  'a connection that does not come about': {
    address: 'https://192.0.2.1',
    timeoutSeconds: 1,
    pause: 'offline',
    byItself: true,
  },
  '429 with Retry-After': { fault: ['throttle', 3], pause: null },
  '429 without Retry-After': { fault: ['throttle-plain', 3], pause: null },
  '500, not taken': { fault: ['error-before', 2], pause: null },
  '500, taken': { fault: ['error-after', 2], pause: null },
  'the 502 page of a gateway': { fault: ['html', 2], pause: null },
  'a cut, not taken': { fault: ['cut-before', 2], pause: null },
  'a cut, taken': { fault: ['cut-after', 2], pause: null },
  'half of an answer, taken': { fault: ['truncate-after', 2], pause: null },
  'no answer, taken': { fault: ['hang-after', 2], timeoutSeconds: 2, pause: null },
  'slow answers': { fault: ['slow', PEOPLE], pause: null },
  'a revoked key': { fault: ['revoked', Infinity], pause: 'auth', byItself: false },
  'a balance that is used up': { fault: ['balance', Infinity], pause: 'balance', byItself: false },
  'the sign-in page of a network': { fault: ['portal', Infinity], pause: 'offline', byItself: true },
  'a provider that is down': { fault: ['down', Infinity], pause: 'offline', byItself: true },
  'a provider that is down for two seconds': { fault: ['down', Infinity], brief: true, pause: null },
};

const cases = Object.keys(FORMS).flatMap((form) =>
  Object.keys(TROUBLES).map((trouble) => ({ form, trouble })),
);

/** Requests beyond one for each message, at most: what was refused goes again, and the trouble is probed. */
const MOST_SENDS = PEOPLE + 15;
/** Checks before the pause and after it, look-ups at their own pace. */
const MOST_QUESTIONS = 40;
/** Where all is well nobody is asked, but DevSMS for its price. */
const QUESTIONS_IN_PEACE = 1;
/** Longer than a machine that is five times slower takes for it. */
const WITHIN_MS = 120_000;

const startedAt = performance.now();
/** What the ledgers of all cases add up to. */
const judged = { messages: 0, twice: 0, lost: 0, uncertain: 0 };
const dataDir = mkdtempSync(join(tmpdir(), 'kaptar-test-'));
let app: App;
let listId: number;

beforeAll(async () => {
  app = await createApp({ dataDir, checkOutputs: true });
  await app.start('all');
  listId = await addContacts(dataDir, PEOPLE);
});

afterAll(async () => {
  await app.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function call<C extends EngineCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>> {
  const reply = await app.dispatch(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return reply.value as CallOutput<C>;
}

/** Looks until the campaign is as wished; `seen` gets the reasons for which it stood still meanwhile. */
async function until(
  id: number,
  what: string,
  wish: (campaign: Campaign) => boolean,
  seen = new Set<PauseReason>(),
): Promise<Campaign> {
  const end = Date.now() + WITHIN_MS;
  for (;;) {
    const campaign = await call('campaigns.get', { id });
    if (wish(campaign)) return campaign;
    if (campaign.pauseReason) seen.add(campaign.pauseReason);
    if (Date.now() > end) throw new Error(`Not ${what}: ${JSON.stringify(campaign)}`);
    // A pause that nobody ends at once lasts for seconds.
    await sleep(250);
  }
}

const isPaused = ({ state, states }: Campaign): boolean => state === 'paused' && states.sending === 0;
/** Where nobody can be asked what became of them, uncertain messages stay so. */
const isDone = ({ states }: Campaign): boolean => states.queued + states.sending === 0;

async function openCase(
  name: string,
  { provider, settings, template }: Form,
  { address, timeoutSeconds }: Trouble,
  sandbox: Sandbox,
) {
  const isOfAddress = address !== undefined;
  const special = timeoutSeconds === undefined ? {} : { timeoutSeconds };
  const home = { ...SETTINGS, ...settings, ...(isOfAddress ? {} : special), baseUrl: sandbox.urls[provider] };
  const { id: accountId } = await call('accounts.create', { name, provider, settings: home });
  await app.setSecret(accountId, sandbox.token);
  const { id } = await call('campaigns.create', { name, accountId, listId, template });
  /** Resolves once the lane sends there. */
  async function move(change: object): Promise<void> {
    await call('accounts.update', { id: accountId, name, settings: { ...home, ...change } });
    await app.setSecret(accountId, sandbox.token);
  }
  return {
    id,
    moveAway: (baseUrl: string) => move({ ...special, baseUrl }),
    moveHome: () => move({}),
  };
}

describe.concurrent('a campaign with trouble in its middle', () => {
  test.for(cases)('$form, $trouble', { timeout: 2 * WITHIN_MS }, async (names, { onTestFinished }) => {
    const form = FORMS[names.form] as Form;
    const trouble = TROUBLES[names.trouble] as Trouble;
    const { fault, address, brief, pause } = trouble;
    const { provider } = form;
    const isSlow = fault?.[0] === 'slow';
    const sandbox = await startSandbox({ deliveryDelayMs: 50, slowMs: isSlow ? 300 : 1 });
    onTestFinished(() => sandbox.close());
    const { id, moveAway, moveHome } = await openCase(Object.values(names).join(), form, trouble, sandbox);

    // The first ones are answered well, a millisecond later.
    if (!isSlow) sandbox.fault(provider, 'slow', form.firstRequests);
    if (fault) sandbox.fault(provider, ...fault);
    // A refused key stops it where the address changes.
    if (address !== undefined) sandbox.fault(provider, 'auth', Infinity);
    await call('campaigns.start', { id });
    if (address !== undefined) {
      await until(id, 'stopped', isPaused);
      sandbox.mend(provider);
      await moveAway(address);
      await call('campaigns.resume', { id });
    }
    if (brief) {
      await until(id, 'uncertain', ({ states }) => states.unknown > 0);
      await sleep(2000);
    }
    if (pause) {
      const paused = await until(id, 'paused', isPaused);
      expect(paused.pauseReason).toBe(pause);
      expect(paused.pauseDetail).toBeTruthy();
      expect(sandbox.ledger.length).toBeGreaterThan(0);
      expect(sandbox.ledger.length).toBeLessThan(PEOPLE);
      // What was on the wire when it began, and no message more.
      expect(paused.states.unknown).toBeLessThanOrEqual(mostUncertain(form));
    }
    if (pause || brief) sandbox.mend(provider);
    if (address !== undefined) await moveHome();
    if (trouble.byItself === false) await call('campaigns.resume', { id });

    const { lookup } = providers[provider].capabilities;
    const seen = new Set<PauseReason>();
    const done = await until(id, 'done', lookup ? ({ state }) => state === 'finished' : isDone, seen);
    await judge(done, sandbox, lookup);
    // Once is enough, and where nothing stands in the way not even that.
    expect([...seen].filter((reason) => reason !== pause)).toEqual([]);
    const { sends, others } = sandbox.requests[provider];
    expect(sends).toBeLessThanOrEqual(MOST_SENDS);
    expect(others).toBeLessThanOrEqual(isSlow ? QUESTIONS_IN_PEACE : MOST_QUESTIONS);
  });
});

/** Nobody twice; nobody lost: taken once, or (where nobody can be asked) told as uncertain. */
async function judge({ id, states }: Campaign, { ledger }: Sandbox, canBeAsked: boolean): Promise<void> {
  const taken = ledger.map(({ recipient }) => recipient);
  const twice = taken.length - new Set(taken).size;
  const { messages } = await call('campaigns.messages', { id, limit: 100 });
  expect(messages).toHaveLength(PEOPLE);
  const missing = messages.filter(({ recipient }) => !taken.includes(recipient));
  const lost = missing.filter(({ state }) => state !== 'unknown').length;
  expect({ twice, lost }).toEqual({ twice: 0, lost: 0 });
  judged.messages += messages.length;
  judged.twice += twice;
  judged.lost += lost;
  judged.uncertain += missing.length;
  expect(states.accepted + states.unknown).toBe(PEOPLE);
  if (canBeAsked) expect(taken).toHaveLength(PEOPLE);
}

function mostUncertain({ settings }: Form): number {
  return SETTINGS.concurrency * (settings['groupSize'] ?? 1);
}

test('the books of all of them are right', async () => {
  expect(await call('store.verify', {})).toEqual({ violations: [] });
  const { uncertain, ...counts } = judged;
  tellFigures({
    test: 'fault matrix',
    again: 'fault-matrix',
    survived: `${cases.length} troubles in the middle of a campaign: ${Object.keys(FORMS).length} ways of sending × ${Object.keys(TROUBLES).length}; ${uncertain} uncertain, and told so`,
    seconds: (performance.now() - startedAt) / 1000,
    ...counts,
  });
});
