import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { createApp } from '../../src/main/engine/app.ts';
import { startSandbox } from '../../src/main/sandbox/server.ts';
import { jsonLines, kaptar, lastStatus, scratch, startKaptar, writeContacts } from './kaptar.ts';

/** What the command line does with a provider: the sandbox, in this process. */
const SECRET = 'sandbox-key-5f1c';
const env = { KAPTAR_SECRET_SHOP: SECRET };

let folder = '';
let dataDir = '';
beforeEach(async () => {
  folder = await scratch();
  dataDir = join(folder, 'data');
});
const withBooks = (args: readonly string[]) => [...args, '--data-dir', dataDir, '--json'];
const json = (...args: string[]) => kaptar(withBooks(args), env);

const send = (file: string, ...more: string[]) =>
  json('send', '--account', 'shop', '--csv', file, '--template', 'Salom <name>', ...more);

async function openSandbox(options: Parameters<typeof startSandbox>[0] = {}) {
  const sandbox = await startSandbox({ token: SECRET, deliveryDelayMs: 50, ...options });
  let open = true;
  const close = async () => {
    if (open) await sandbox.close();
    open = false;
  };
  onTestFinished(close);
  return { ...sandbox, close };
}

/** Stores the account "shop" of DevSMS, the list "people" and a campaign with the number 1, perhaps for later. */
async function prepareCampaign(
  baseUrl: string,
  people: number,
  settings: Record<string, number> = {},
  inMs: number | null = null,
) {
  const file = await writeContacts(join(folder, 'people.csv'), people);
  const app = await createApp({ dataDir });
  const ask = async (name: string, input: unknown) => {
    const reply = await app.dispatch(name, input);
    if (!reply.ok) throw new Error(reply.error.message);
  };
  await ask('accounts.create', {
    name: 'shop',
    provider: 'devsms',
    settings: { baseUrl, pollSeconds: 0.2, rate: 500, ...settings },
  });
  const mapping = { phone: 0, name: 1, ignored: [] };
  await ask('import.run', { file, country: 'UZ', mapping, list: 'people' });
  const draft = { name: 'First', accountId: 1, listId: 1, template: 'Salom <name>' };
  await ask('campaigns.create', { ...draft, scheduledAt: inMs === null ? null : Date.now() + inMs });
  await app.stop();
}

/** Waits until the provider has taken so many messages. */
async function sent(ledger: readonly unknown[], count: number): Promise<void> {
  await expect.poll(() => ledger.length, { timeout: 15_000, interval: 10 }).toBeGreaterThanOrEqual(count);
}

/** A port that nothing listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('account check', () => {
  it('prints the balance', async () => {
    const { urls } = await openSandbox();
    await json('account', 'add', '--provider', 'devsms', '--name', 'shop', '--base-url', urls.devsms);
    const run = await json('account', 'check', 'shop');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(jsonLines(run)).toMatchObject([
      { account: 1, name: 'shop', provider: 'devsms', balance: expect.any(Number), unit: 'money' },
    ]);
    const words = await kaptar(['account', 'check', 'shop', '--data-dir', dataDir], env);
    expect(words.stdout).toMatch(/^Account "shop" works\.\n {2}Balance: [\d.]+ [A-Z]{3}\n/);
  });

  it('counts messages where the provider does', async () => {
    const { urls } = await openSandbox();
    const args = ['account', 'add', '--provider', 'ubill', '--name', 'shop', '--base-url', urls.ubill];
    await json(...args, '--set', 'brandID=1');
    expect(jsonLines(await json('account', 'check', '1'))).toMatchObject([
      { balance: expect.any(Number), unit: 'messages', currency: null },
    ]);
  });

  it('fails with a wrong secret and without one, and repeats neither', async () => {
    const { urls } = await openSandbox();
    await json('account', 'add', '--provider', 'devsms', '--name', 'shop', '--base-url', urls.devsms);
    const wrong = await kaptar(withBooks(['account', 'check', 'shop']), { KAPTAR_SECRET: 'wr0ng-key' });
    expect(wrong.code).toBe(1);
    expect(jsonLines(wrong)).toMatchObject([{ error: { code: 'account' } }]);
    expect(wrong.stdout + wrong.stderr).not.toContain('wr0ng-key');
    const none = await kaptar(withBooks(['account', 'check', 'shop']));
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('KAPTAR_SECRET_SHOP');
  });
});

describe('a campaign', () => {
  it('is sent and followed to its end', async () => {
    const { urls } = await openSandbox();
    await prepareCampaign(urls.devsms, 30);
    const accepted = await json('campaign', 'start', '1', '--wait', 'accepted');
    expect(accepted).toMatchObject({ code: 0, stderr: '' });
    expect(jsonLines(accepted)).toHaveLength(1);
    const { states } = lastStatus(accepted);
    expect((states['accepted'] ?? 0) + (states['delivered'] ?? 0)).toBe(30);

    const final = await json('campaign', 'resume', '1', '--wait', 'final');
    expect(final.code).toBe(0);
    expect(lastStatus(final)).toMatchObject({ state: 'finished', states: { delivered: 30 }, parts: 30 });
    expect(lastStatus(await json('campaign', 'start', '1', '--wait', 'final'))).toEqual(lastStatus(final));
    expect((await json('verify')).code).toBe(0);
  });

  it('prints its messages page by page, also to a reader that leaves early', async () => {
    const { urls } = await openSandbox();
    await prepareCampaign(urls.devsms, 1203);
    const all = jsonLines<{ recipient: string }>(await json('campaign', 'messages', '1'));
    expect(new Set(all.map(({ recipient }) => recipient)).size).toBe(1203);

    const reader = startKaptar(withBooks(['campaign', 'messages', '1']), env);
    reader.child.stdout.once('data', () => reader.child.stdout.destroy());
    expect(await reader.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('pauses when the key is wrong, and goes on with the right one', async () => {
    const { urls } = await openSandbox();
    await prepareCampaign(urls.devsms, 10);
    const wrong = await kaptar(withBooks(['campaign', 'start', '1', '--wait', 'accepted']), {
      KAPTAR_SECRET: 'wr0ng-key',
    });
    expect(wrong.code).toBe(3);
    expect(lastStatus(wrong)).toMatchObject({
      state: 'paused',
      pauseReason: 'auth',
      pauseDetail: expect.stringMatching(/./),
      states: { queued: 10 },
    });
    const right = await json('campaign', 'resume', '1', '--wait', 'accepted');
    expect(right.code).toBe(0);
    expect(lastStatus(right)).toMatchObject({ state: 'finished', pauseReason: null });
  });

  it('pauses when nobody answers, and goes on when somebody does', async () => {
    const port = await closedPort();
    const gone = await openSandbox({ providers: ['devsms'], port });
    await gone.close();
    await prepareCampaign(gone.urls.devsms, 10);
    const offline = await json('campaign', 'start', '1', '--wait', 'accepted');
    expect(offline.code).toBe(3);
    expect(lastStatus(offline)).toMatchObject({
      state: 'paused',
      pauseReason: 'offline',
      states: { queued: 10 },
    });

    await openSandbox({ providers: ['devsms'], port });
    const online = await json('campaign', 'resume', '1', '--wait', 'accepted');
    expect(online.code).toBe(0);
    expect(lastStatus(online)).toMatchObject({ state: 'finished', pauseReason: null });
  });

  it('is settled and told when its process is interrupted, and goes on later', async () => {
    const { urls, ledger } = await openSandbox();
    await prepareCampaign(urls.devsms, 60, { rate: 20 });
    const first = startKaptar(['campaign', 'start', '1', '--wait', 'accepted', '--data-dir', dataDir], env);
    await sent(ledger, 10);
    first.child.kill('SIGINT');
    const { code, stdout, stderr } = await first.ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(/^Campaign 1 "First" is running\.\n {2}queued \d+ · accepted \d+/);
    expect(stderr).toContain('Stopping.');

    const second = startKaptar(withBooks(['campaign', 'resume', '1', '--wait', 'accepted']), env);
    await sent(ledger, ledger.length + 10);
    second.child.kill('SIGTERM');
    const interrupted = await second.ended;
    expect(interrupted.code).toBe(143);
    expect(lastStatus(interrupted)).toMatchObject({ state: 'running', states: { sending: 0, unknown: 0 } });

    const third = await json('campaign', 'resume', '1', '--wait', 'accepted');
    expect(third.code).toBe(0);
    expect(new Set(ledger.map(({ recipient }) => recipient)).size).toBe(60);
    expect(ledger).toHaveLength(60);
  });

  it('is left at once at the second interruption, and nothing is sent twice for it', async () => {
    const sandbox = await openSandbox();
    sandbox.fault('devsms', 'hang-after');
    await prepareCampaign(sandbox.urls.devsms, 3);
    const first = startKaptar(withBooks(['campaign', 'start', '1', '--wait', 'accepted']), env);
    await sent(sandbox.ledger, 3);
    first.child.kill('SIGINT');
    await first.saw(/Stopping\./);
    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 130, stdout: '' });

    const run = await json('campaign', 'resume', '1', '--wait', 'accepted');
    expect(run.code).toBe(0);
    expect(sandbox.ledger).toHaveLength(3);
  });

  it('is 3, and waits no longer, when only a person can tell what became of a message', async () => {
    const sandbox = await openSandbox();
    sandbox.fault('ubill', 'cut-after');
    const add = ['account', 'add', '--provider', 'ubill', '--name', 'shop', '--base-url'];
    await json(...add, sandbox.urls.ubill, '--set', 'brandID=1');
    const run = await send(await writeContacts(join(folder, 'people.csv'), 1), '--wait', 'final');
    expect(run.code).toBe(3);
    expect(lastStatus(run)).toMatchObject({ state: 'running', states: { unknown: 1 } });
    const [message] = jsonLines(await json('campaign', 'messages', '1', '--state', 'unknown'));
    expect(message).toMatchObject({ state: 'unknown', attempts: 1, error: expect.any(String) });
  });

  it('goes on after a kill', async () => {
    const { urls, ledger } = await openSandbox();
    await prepareCampaign(urls.devsms, 60, { rate: 20, lookupGraceSeconds: 2 });
    const first = startKaptar(withBooks(['campaign', 'start', '1', '--wait', 'accepted']), env);
    await sent(ledger, 20);
    first.child.kill('SIGKILL');
    expect(await first.ended).toMatchObject({ code: null, stdout: '' });
    const run = await json('campaign', 'resume', '1', '--wait', 'accepted');
    expect(run.code).toBe(0);
    expect(lastStatus(run).state).toBe('finished');
    expect(new Set(ledger.map(({ recipient }) => recipient)).size).toBe(60);
    expect(ledger).toHaveLength(60);
    expect((await json('verify')).code).toBe(0);
  });

  it('is sent by one process at a time; another one may pause it', async () => {
    const { urls, ledger } = await openSandbox();
    await prepareCampaign(urls.devsms, 1000, { rate: 20 });
    const sender = startKaptar(withBooks(['campaign', 'start', '1', '--wait', 'accepted']), env);
    await sent(ledger, 1);
    const others = await Promise.all([
      json('campaign', 'resume', '1', '--wait', 'accepted'),
      send(join(folder, 'people.csv'), '--wait', 'accepted'),
    ]);
    for (const other of others) {
      expect(other.code).toBe(1);
      expect(jsonLines(other)).toMatchObject([{ error: { code: 'conflict' } }]);
    }

    expect(lastStatus(await json('campaign', 'pause', '1'))).toMatchObject({ state: 'paused' });
    const run = await sender.ended;
    expect(run.code).toBe(3);
    expect(lastStatus(run)).toMatchObject({ state: 'paused', pauseReason: 'operator' });
  });

  it('waits for its time', async () => {
    const { urls } = await openSandbox();
    const earliest = Date.now() + 3000;
    // Not made by the command line: on a busy computer its time could be over before that is there.
    await prepareCampaign(urls.devsms, 3, {}, 3000);
    const run = await json('campaign', 'start', '1', '--wait', 'accepted');
    expect(Date.now()).toBeGreaterThan(earliest);
    expect(lastStatus(run)).toMatchObject({ state: 'finished' });
    expect(run.code).toBe(0);
  });
});

describe('a campaign through several accounts', () => {
  const account = (provider: ProviderId, url: string, ...set: string[]) =>
    json('account', 'add', '--provider', provider, '--name', provider, '--base-url', url, ...set);
  const secrets = { KAPTAR_SECRET: SECRET };

  it('waits for all of them', async () => {
    const { urls, ledger } = await openSandbox();
    await account('devsms', urls.devsms, '--set', 'pollSeconds=0.2');
    await account('ubill', urls.ubill, '--set', 'brandID=1', '--set', 'pollSeconds=0.2');
    const file = join(folder, 'people.csv');
    await writeFile(file, 'phone,name\n+998901234567,Ali\n+995599123456,Nino\n+995599123457,Gia\n');
    const args = ['send', '--account', 'devsms', '--csv', file, '--template', 'Hi <name>'];
    const run = await kaptar(withBooks([...args, '--route', '+995=ubill', '--wait', 'final']), secrets);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(lastStatus(run)).toMatchObject({ accounts: [1, 2], state: 'finished', states: { delivered: 3 } });
    expect(ledger.map(({ provider, recipient }) => `${provider} ${recipient}`).toSorted()).toEqual([
      'devsms +998901234567',
      'ubill +995599123456',
      'ubill +995599123457',
    ]);
  });

  it('goes where it costs least', async () => {
    const { urls, ledger } = await openSandbox();
    await account('devsms', urls.devsms, '--set', 'pollSeconds=0.2');
    await account('mobsms', urls.mobsms, '--set', 'pollSeconds=0.2', '--set', 'rate=500');
    await kaptar(withBooks(['account', 'check', 'devsms']), secrets);
    const file = await writeContacts(join(folder, 'people.csv'), 2);
    const args = ['send', '--account', 'mobsms', '--csv', file, '--template', 'Hi', '--rest', 'cheapest'];
    const run = await kaptar(withBooks([...args, '--wait', 'accepted']), secrets);
    expect(run.code).toBe(0);
    // Only DevSMS tells a price.
    expect(ledger.map(({ provider }) => provider)).toEqual(['devsms', 'devsms']);
  });
});

describe('messages of which nobody knows whether they were sent', () => {
  beforeEach(async () => {
    const sandbox = await openSandbox();
    const add = ['account', 'add', '--provider', 'ubill', '--name', 'shop', '--base-url', sandbox.urls.ubill];
    await json(...add, '--set', 'brandID=1', '--set', 'pollSeconds=0.2');
    sandbox.fault('ubill', 'cut-after');
    await send(await writeContacts(join(folder, 'people.csv'), 1), '--wait', 'accepted');
  });

  it('count as sent when a person says so', async () => {
    expect(lastStatus(await json('campaign', 'status', '1')).states).toMatchObject({ unknown: 1 });
    const run = await json('campaign', 'decide', '1', '--treat-as-sent');
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('Uncertain: 1 messages, 1 parts.');
    expect(lastStatus(run).states).toMatchObject({ unknown: 0, accepted: 1 });
  });

  it('go out again when a person says so', async () => {
    const run = await json('campaign', 'decide', '1', '--send-again');
    expect(lastStatus(run).states).toMatchObject({ unknown: 0, queued: 1 });
    expect(run.stderr).toContain('kaptar campaign start 1 --wait accepted');
    const again = await json('campaign', 'resume', '1', '--wait', 'final');
    expect(again.code).toBe(0);
    expect(lastStatus(again).states).toMatchObject({ delivered: 1 });
  });
});

it('says when little is left', async () => {
  const { urls } = await openSandbox({ balance: { ubill: 5 } });
  const add = ['account', 'add', '--provider', 'ubill', '--name', 'shop', '--base-url', urls.ubill];
  await json(...add, '--set', 'brandID=1', '--set', 'lowBalance=10');
  expect(jsonLines(await json('account', 'check', 'shop'))).toMatchObject([
    { balance: 5, balanceIsLow: true },
  ]);
  expect(jsonLines(await json('account', 'list'))).toMatchObject([
    { balance: 5, unit: 'messages', balanceIsLow: true },
  ]);
  const words = await kaptar(['account', 'list', '--data-dir', dataDir], env);
  expect(words.stdout).toContain('5 messages (low)');
});

describe('send', () => {
  beforeEach(async () => {
    const { urls } = await openSandbox();
    const args = ['account', 'add', '--provider', 'devsms', '--name', 'shop', '--base-url', urls.devsms];
    await json(...args, '--set', 'pollSeconds=0.2');
  });

  it('imports, creates, starts and waits', async () => {
    const run = await send(await writeContacts(join(folder, 'people.csv'), 5), '--wait', 'final');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(jsonLines(run)).toEqual([
      { rows: 5, created: 5, updated: 0, duplicates: 0, invalid: 0 },
      { campaign: 1, messages: 5, skipped: 0, parts: 5, encoding: { gsm7: 5, ucs2: 0 } },
      expect.objectContaining({
        campaign: 1,
        name: expect.stringMatching(/^people \d{4}-\d\d-\d\d$/),
        state: 'finished',
        states: expect.objectContaining({ delivered: 5 }),
      }),
    ]);
  });

  it('reaches only those in the file, whatever was sent before', async () => {
    await send(await writeContacts(join(folder, 'people.csv'), 5));
    const run = await send(await writeContacts(join(folder, 'people.csv'), 2));
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('kaptar campaign start 2 --wait accepted');
    expect(lastStatus(run)).toMatchObject({ campaign: 2, state: 'running', states: { queued: 2 } });
  });

  it('is 3 when some were skipped', async () => {
    const file = await writeContacts(join(folder, 'people.csv'), 2);
    await appendFile(file, '901999999,\n');
    const run = await send(file, '--wait', 'accepted');
    expect(run.code).toBe(3);
    expect(lastStatus(run)).toMatchObject({ state: 'finished', states: { skipped: 1 } });
  });

  it('leaves the secret nowhere', async () => {
    const run = await send(await writeContacts(join(folder, 'people.csv'), 5), '--wait', 'final');
    expect(run.code).toBe(0);
    expect(run.stdout + run.stderr).not.toContain(SECRET);
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const found = [];
    for (const file of files.filter((each) => each.isFile())) {
      const bytes = await readFile(join(file.parentPath, file.name));
      if (bytes.includes(SECRET)) found.push(file.name);
    }
    expect(files.map(({ name }) => name)).toContain('kaptar.db');
    expect(found).toEqual([]);
  });
});

describe('sandbox', () => {
  it('prints where it is and runs until it is stopped', async () => {
    const running = startKaptar(['sandbox', '--json']);
    const [line = ''] = await running.saw(/^.+(?=\n)/);
    const { urls, token } = JSON.parse(line) as { urls: Record<string, string>; token: string };
    expect(Object.keys(urls)).toEqual(['devsms', 'ubill', 'mobsms']);
    await json('account', 'add', '--provider', 'mobsms', '--name', 'm', '--base-url', urls['mobsms'] ?? '');
    expect((await kaptar(withBooks(['account', 'check', 'm']), { KAPTAR_SECRET: token })).code).toBe(0);
    running.child.kill('SIGTERM');
    const run = await running.ended;
    expect(run.code).toBe(0);
    expect(jsonLines(run)).toHaveLength(1);
  });

  it('does what is asked to go wrong, so often', async () => {
    const running = startKaptar(['sandbox', '--json', '--fault', 'devsms=authx2', '--fault', 'ubill=html']);
    const [line = ''] = await running.saw(/^.+(?=\n)/);
    const { urls, token } = JSON.parse(line) as { urls: Record<string, string>; token: string };
    await prepareCampaign(urls['devsms'] ?? '', 1);
    const start = (verb: string) =>
      kaptar(withBooks(['campaign', verb, '1', '--wait', 'accepted']), { KAPTAR_SECRET: token });
    for (const verb of ['start', 'resume'])
      expect(lastStatus(await start(verb))).toMatchObject({ state: 'paused', pauseReason: 'auth' });
    expect((await start('resume')).code).toBe(0);
  });

  it('speaks for one provider at a chosen port', async () => {
    const port = await closedPort();
    const running = startKaptar(['sandbox', '--provider', 'ubill', '--port', String(port)]);
    await running.saw(new RegExp(`ubill +http://127\\.0\\.0\\.1:${port}/`));
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
  });

  it('says so where the port is taken', async () => {
    const port = Number(new URL((await openSandbox()).urls.devsms).port);
    const run = await kaptar(['sandbox', '--port', String(port), '--json']);
    expect(run.code).toBe(1);
    const message = `Port ${port} is taken. Choose another, or none.`;
    expect(jsonLines(run)).toMatchObject([{ error: { code: 'conflict', message } }]);
  });
});

it('shows a whole campaign in the demo, and leaves nothing behind', async () => {
  const [kept, removed] = await Promise.all([
    kaptar(['demo', '--data-dir', dataDir]),
    kaptar(['demo', '--json'], { TMPDIR: folder }),
  ]);
  expect(kept.code).toBe(0);
  expect(kept.stdout).toMatch(/sample contacts[\s\S]+becomes[\s\S]+is ready[\s\S]+is finished/);
  expect(removed.code).toBe(0);
  expect(lastStatus(removed).state).toBe('finished');
  expect(await readdir(folder)).toEqual(['data']);
});
