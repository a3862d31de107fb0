import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '../../../src/main/engine/app.ts';
import { createEmitter } from '../../../src/main/engine/lib/emitter.ts';
import { systemClock } from '../../../src/main/engine/lib/clock.ts';
import { createLog } from '../../../src/main/engine/lib/log.ts';
import { createQueue } from '../../../src/main/engine/queue/engine.ts';
import { createNightWatch } from '../../../src/main/engine/queue/night-watch.ts';
import { createOneTimeCodes } from '../../../src/main/engine/queue/one-time-codes.ts';
import { createProgress } from '../../../src/main/engine/queue/progress.ts';
import { openSteadyTime } from '../../../src/main/engine/queue/steady-time.ts';
import { connectAccount } from '../../../src/main/engine/services/accounts.ts';
import { createSecrets } from '../../../src/main/engine/services/secrets.ts';
import { getSettings } from '../../../src/main/engine/services/settings.ts';
import { openSqliteStore } from '../../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { ProviderId } from '../../../src/shared/account.ts';
import type { CallInput, CallOutput, EngineCall } from '../../../src/shared/contract.ts';
import { addContacts } from './contacts.ts';

const SECRET = 'a-key-of-no-account';

export interface SendingPlan {
  readonly dataDir: string;
  readonly provider: ProviderId;
  readonly baseUrl: string;
  readonly people: number;
  readonly template: string;
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** A campaign of which nothing has been sent yet, started but not served by anybody; answers its id and its account's. */
export async function prepareSending(plan: SendingPlan): Promise<{ id: number; accountId: number }> {
  const { dataDir, provider, baseUrl, people, template } = plan;
  const app = await createApp({ dataDir, accountSecret: () => SECRET });
  async function call<C extends EngineCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>> {
    const reply = await app.dispatch(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as CallOutput<C>;
  }
  const settings = { rate: 1000, pollSeconds: 3600, ...plan.settings, baseUrl };
  const account = await call('accounts.create', { name: 'Shop', provider, settings });
  const store = openSqliteStore(join(dataDir, 'kaptar.db'), () => Date.now());
  const listId = await addContacts(store, people);
  await store.close();
  const { id } = await call('campaigns.create', { name: 'Sale', accountId: account.id, listId, template });
  await call('campaigns.start', { id });
  await app.stop();
  return { id, accountId: account.id };
}

/**
 * Sends what waits in the folder by the engine's own queue, as fast as it can: an account's form ends at a thousand a
 * second, so the rate is taken off here. Answers messages a second, from the first claim to the last outcome on the disk.
 *
 * @param onLook told a hundred times a second how many are sent
 */
export async function sendAll(
  dataDir: string,
  campaignId: number,
  onLook: (sent: number) => void = () => undefined,
): Promise<number> {
  const clock = systemClock;
  const log = createLog((line) => process.stderr.write(`${line}\n`));
  const store = openSqliteStore(join(dataDir, 'kaptar.db'), () => clock.now());
  const secrets = createSecrets(
    () => SECRET,
    () => undefined,
  );
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const nightWatch = createNightWatch(
    async () => (await getSettings(store)).quietHours,
    () => zone,
  );
  const emitter = createEmitter();
  const tell = (): void => undefined;
  const never = () => null;
  const progress = createProgress(store, clock, log, tell, never, never, nightWatch);
  const queue = createQueue({
    store,
    clock,
    steady: await openSteadyTime(store, clock),
    log,
    emitter,
    progress,
    codes: createOneTimeCodes(store),
    nightWatch,
    isCalled: () => false,
    async connect(accountId) {
      const account = await connectAccount({ store, secrets, clock }, accountId);
      return account && { ...account, settings: { ...account.settings, rate: Infinity } };
    },
  });
  const { total, states } = await store.getCampaign(campaignId);
  const startedAt = performance.now();
  await queue.start('all');
  for (;;) {
    const now = (await store.getCampaign(campaignId)).states;
    onLook(now.accepted);
    if (now.queued + now.sending === 0) break;
    await sleep(10);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const { states: after } = await store.getCampaign(campaignId);
  if (after.accepted !== total) throw new Error(`Not all were taken: ${JSON.stringify(after)}`);
  await queue.stop();
  await progress.stop();
  await store.close();
  return (total - states.accepted) / seconds;
}
