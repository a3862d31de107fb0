import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/main/sandbox/server.ts';
import { prepareCampaign, startEngine, type TestEngine } from '../support/engine.ts';

/** What is under way, and pausing and resuming all of it. */

/** One message a second: slow enough to be looked at while it runs. */
async function prepareSlow(engine: TestEngine, people = 50) {
  const sandbox = await startSandbox({ deliveryDelayMs: 50 });
  onTestFinished(() => sandbox.close());
  const baseUrl = sandbox.urls.devsms;
  const prepared = await prepareCampaign(engine, {
    baseUrl,
    secret: sandbox.token,
    people,
    settings: { rate: 1 },
  });
  return { ...prepared, baseUrl };
}

it('says that there is nothing to do, and later what there is', async () => {
  const engine = await startEngine();
  expect(await engine.call('work.get', {})).toEqual({
    busy: false,
    sending: 0,
    campaigns: [],
    unfinished: false,
  });

  const { id } = await prepareSlow(engine);
  // A draft goes nowhere by itself.
  expect(await engine.call('work.get', {})).toMatchObject({ busy: false, campaigns: [] });

  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ states }) => states.delivered + states.accepted > 0);
  const work = await engine.call('work.get', {});
  expect(work).toMatchObject({ busy: true, campaigns: [{ campaignId: id, name: 'Sale', state: 'running' }] });
});

it('stays for a campaign that is scheduled', async () => {
  const engine = await startEngine();
  const { accountId, listId } = await prepareSlow(engine);
  const scheduledAt = Date.now() + 3_600_000;
  await engine.call('campaigns.create', { name: 'Later', accountId, listId, template: 'Salom', scheduledAt });
  expect(await engine.call('work.get', {})).toMatchObject({
    busy: true,
    campaigns: [{ name: 'Later', state: 'scheduled', scheduledAt }],
  });
});

it('stays for a plan that comes again', async () => {
  const engine = await startEngine();
  const { accountId, listId } = await prepareSlow(engine);
  const schedule = {
    kind: 'repeat',
    rhythm: { every: 'day' },
    minute: 600,
    zone: 'Asia/Tashkent',
    end: { kind: 'never' },
  } as const;
  const { id } = await engine.call('plans.create', {
    name: 'News',
    accountId,
    listId,
    template: 'Salom',
    schedule,
  });
  expect(await engine.call('work.get', {})).toMatchObject({ busy: true, campaigns: [] });
  await engine.call('plans.pause', { id });
  expect(await engine.call('work.get', {})).toMatchObject({ busy: false });
});

it('pauses all, and resumes no more than what the operator has paused', async () => {
  const engine = await startEngine();
  const { id, accountId, listId, baseUrl } = await prepareSlow(engine);
  const other = await engine.call('campaigns.create', { name: 'Two', accountId, listId, template: 'Salom' });
  const settings = { baseUrl };
  const refused = await engine.call('accounts.create', { name: 'Refused', provider: 'devsms', settings });
  await engine.app.setSecret(refused.id, 'wrong');
  const draft = { name: 'Stuck', accountId: refused.id, listId, template: 'Salom' };
  const stuck = await engine.call('campaigns.create', draft);
  for (const one of [id, other.id, stuck.id]) await engine.call('campaigns.start', { id: one });
  await engine.until(stuck.id, ({ pauseReason }) => pauseReason === 'auth');

  expect(await engine.call('work.pauseAll', {})).toEqual({ campaigns: 2 });
  const paused = await engine.call('work.get', {});
  expect(paused.busy).toBe(false);
  expect(paused.campaigns.map(({ state }) => state)).toEqual(['paused', 'paused', 'paused']);

  expect(await engine.call('work.resumeAll', {})).toEqual({ campaigns: 2 });
  const { campaigns } = await engine.call('work.get', {});
  expect(campaigns.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'Two running',
    'Sale running',
    'Stuck paused',
  ]);
});
