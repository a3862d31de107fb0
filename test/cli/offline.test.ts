import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { jsonLines, kaptar, type Run, scratch, writeContacts } from './kaptar.ts';

/** What the command line does without any provider. */
let folder = '';
let books: readonly string[] = [];
beforeEach(async () => {
  folder = await scratch();
  books = ['--data-dir', join(folder, 'data')];
});
const json = (...args: string[]) => kaptar([...args, ...books, '--json']);
const human = (...args: string[]) => kaptar([...args, ...books]);
const errorOf = (run: Run) => {
  const [line] = jsonLines<{ error: { code: string; message: string } }>(run);
  return line?.error;
};
const create = (...args: string[]) =>
  json('campaign', 'create', '--name', 'October', '--account', 'shop', '--list', 'Customers', ...args);
const addAccount = (name: string) => json('account', 'add', '--provider', 'devsms', '--name', name);

describe('help', () => {
  it('prints the version', async () => {
    expect(await kaptar(['--version'])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
    expect(jsonLines(await kaptar(['--version', '--json']))).toEqual([{ version: packageJson.version }]);
  });

  it('lists all commands, those of a group, and the options of one', async () => {
    const all = await kaptar(['--help']);
    expect(all.code).toBe(0);
    for (const name of ['account add', 'import', 'campaign messages', 'send', 'sandbox', 'verify', 'demo'])
      expect(all.stdout).toContain(`  ${name} `);
    const group = await kaptar(['account', '--help']);
    expect(group.stdout).toContain('account list');
    expect(group.stdout).not.toContain('campaign');
    const one = await kaptar(['campaign', 'start', '--help']);
    expect(one.stdout).toContain('Usage: kaptar campaign start ID [--wait accepted|final]');
    expect(jsonLines(await kaptar(['import', '-h', '--json']))).toHaveLength(1);
  });
});

describe('wrong usage', () => {
  it.each([
    [['acount', 'list']],
    [['account', 'list', '--speed', '9']],
    [['account', 'add', '--provider', 'devsms', '--name', 'shop', '--set', 'token=s3cr3t']],
  ])('%j is 2, with a usage line', async (args) => {
    const run = await kaptar([...args, '--json']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('Usage: kaptar');
    expect(jsonLines(run)).toEqual([{ error: { code: 'usage', message: expect.any(String) } }]);
    expect(run.stdout + run.stderr).not.toContain('s3cr3t');
  });

  it('says it on stderr only, for a person', async () => {
    const run = await kaptar(['campaign', 'status']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toBe('kaptar: ID is missing.\nUsage: kaptar campaign status ID\n');
  });
});

describe('accounts', () => {
  it('are stored with their settings and listed', async () => {
    const set = ['--set', 'brandID=7', '--set', 'stopList=false', '--set', 'rate=2.5'];
    const added = await json('account', 'add', '--provider', 'ubill', '--name', 'My shop', ...set);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const [account] = jsonLines(added);
    expect(account).toMatchObject({
      account: 1,
      name: 'My shop',
      provider: 'ubill',
      settings: { brandID: 7, stopList: false, rate: 2.5, lookupGraceSeconds: 120 },
      hasSecret: false,
    });
    expect(jsonLines(await json('account', 'list'))).toEqual([account]);
    const list = await human('account', 'list');
    expect(list.stdout).toMatch(/^1 {2}My shop {2}ubill .*KAPTAR_SECRET_MY_SHOP\n$/);
  });

  it('change in what is said, and keep the rest', async () => {
    const set = ['--set', 'brandID=7', '--set', 'rate=2.5'];
    await json('account', 'add', '--provider', 'ubill', '--name', 'shop', ...set);
    const changed = await json('account', 'set', 'shop', '--name', 'till', '--set', 'lowBalance=50');
    expect(changed).toMatchObject({ code: 0, stderr: '' });
    expect(jsonLines(changed)).toMatchObject([
      { account: 1, name: 'till', settings: { brandID: 7, rate: 2.5, lowBalance: 50 } },
    ]);
    expect(jsonLines(await json('account', 'list'))).toEqual(jsonLines(changed));

    const wrong = await json('account', 'set', 'till', '--set', 'rate=fast');
    expect(wrong.code).toBe(2);
    expect(errorOf(wrong)?.message).toContain('The setting "rate": ');
    expect((await json('account', 'set', 'till', '--set', 'deviceId=7')).code).toBe(2);
    await addAccount('shop');
    const shared = await json('account', 'set', 'shop', '--name', 'TILL.');
    expect(shared.code).toBe(0);
    expect(errorOf(await json('account', 'set', 'till', '--name', 'till_'))?.code).toBe('conflict');
    expect(jsonLines(await json('account', 'list'))).toMatchObject([
      { name: 'till', settings: { rate: 2.5 } },
      { name: 'TILL.' },
    ]);
  });

  it('are removed, unless a campaign still needs them', async () => {
    await addAccount('shop');
    await json('import', await writeContacts(join(folder, 'people.csv'), 1), '--list', 'Customers');
    await create('--template', 'Salom');
    const refused = await json('account', 'remove', 'shop');
    expect(refused.code).toBe(1);
    expect(errorOf(refused)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Cancel it'),
    });
    await json('campaign', 'cancel', '1');
    expect(jsonLines(await json('account', 'remove', 'shop'))).toEqual([
      { account: 1, name: 'shop', removed: true },
    ]);
    expect(jsonLines(await json('account', 'list'))).toEqual([]);
    expect((await json('campaign', 'status', '1')).code).toBe(0);
  });

  it('are named when one is asked for that is not there', async () => {
    await addAccount('shop');
    await addAccount('clinic');
    const run = await json('account', 'check', 'shops');
    expect(run.code).toBe(1);
    expect(errorOf(run)?.code).toBe('not-found');
    expect(errorOf(run)?.message).toMatch(
      /There is no account "shops"\. There are: .*(shop, clinic|clinic, shop)/,
    );
    expect(run.stderr).toContain('There is no account "shops"');
  });
});

describe('import', () => {
  it('tells the counts, and keeps the rejected rows', async () => {
    const file = join(folder, 'people.csv');
    await writeFile(
      file,
      'Ism;Telefon\nAli;901234567\nVali;+998 90 765-43-21\nAli again;998901234567\nNobody;12\nNoone;\n',
    );
    const rejects = join(folder, 'rejects.csv');
    const run = await json('import', file, '--list', 'All', '--rejects', rejects);
    expect(run.code).toBe(0);
    expect(jsonLines(run)).toEqual([{ rows: 5, created: 2, updated: 0, duplicates: 1, invalid: 2 }]);
    expect(await readFile(rejects, 'utf8')).toContain('Nobody');

    const again = await human('import', file, '--list', 'All', '--map', 'phone=TELEFON,name=ism');
    expect(again.stdout).toContain('5 rows: 0 created, 2 updated, 1 duplicates, 2 invalid.');
    expect(again.stdout).toMatch(/ {2}row 5: /);
  });

  it('reads an old encoding and takes the columns it is told', async () => {
    const file = join(folder, 'people.csv');
    // "Имя,Тел" and "Али" in windows-1251.
    const bytes = [0xc8, 0xec, 0xff, 0x2c, 0xd2, 0xe5, 0xeb, 0x0a, 0xc0, 0xeb, 0xe8];
    await writeFile(file, Buffer.concat([Buffer.from(bytes), Buffer.from(',901234567\n')]));
    const run = await json(
      'import',
      file,
      '--list',
      'Customers',
      '--encoding',
      'windows-1251',
      '--map',
      'phone=тел,name=Имя',
    );
    expect(run.stderr).toBe('');
    expect(jsonLines(run)).toEqual([{ rows: 1, created: 1, updated: 0, duplicates: 0, invalid: 0 }]);

    await addAccount('shop');
    await create('--template', '<name>');
    expect(jsonLines(await json('campaign', 'messages', '1'))).toMatchObject([{ text: 'Али' }]);
  });

  it('names the columns when one is not there', async () => {
    const file = await writeContacts(join(folder, 'people.csv'), 2);
    const run = await json('import', file, '--list', 'L', '--map', 'phone=Mobile');
    expect(run.code).toBe(1);
    expect(errorOf(run)?.message).toBe('The file has no column "Mobile". Its columns are: Telefon, Ism.');
  });

  it('reads a sheet of a workbook by its name', async () => {
    const file = join(folder, 'people.xlsx');
    const sheets = [
      {
        name: 'Products',
        rows: [
          ['Name', 'Price'],
          ['Bread', 4000],
        ],
      },
      {
        name: 'Customers',
        rows: [
          ['Name', 'Phone'],
          ['Ali', 998_901_234_567],
        ],
      },
    ];
    await writeFile(file, await writeXlsx({ sheets }));
    const run = await json('import', file, '--list', 'L', '--sheet', 'customers');
    expect(jsonLines(run)).toEqual([expect.objectContaining({ rows: 1, created: 1, invalid: 0 })]);
    const missing = await json('import', file, '--list', 'L', '--sheet', 'People');
    expect(missing.code).toBe(1);
    expect(errorOf(missing)?.message).toContain('Its sheets are: Products, Customers');
  });

  it('says so when there is no such file', async () => {
    const run = await json('import', join(folder, 'none.csv'), '--list', 'L');
    expect(run.code).toBe(1);
    expect(errorOf(run)?.message).toContain('none.csv');
  });
});

describe('campaigns', () => {
  beforeEach(async () => {
    await addAccount('shop');
    const file = join(folder, 'people.csv');
    await writeFile(
      file,
      'phone,name,shahar\n901234567,Ali,Toshkent\n901234568,Вали,Buxoro\n901234569,Guli,\n',
    );
    await json('import', file, '--list', 'Customers');
  });
  it('are rendered, and print what they will be', async () => {
    const run = await create('--template=-10% in <shahar>, <name>!');
    expect(run.code).toBe(0);
    expect(jsonLines(run)).toEqual([
      { campaign: 1, messages: 2, skipped: 1, parts: 2, encoding: { gsm7: 1, ucs2: 1 } },
    ]);
    const messages = jsonLines(await json('campaign', 'messages', '1'));
    expect(messages).toHaveLength(3);
    expect(messages[0]).toEqual({
      recipient: '+998901234567',
      text: '-10% in Toshkent, Ali!',
      parts: 1,
      state: 'queued',
      providerId: null,
      error: null,
      attempts: 0,
    });
    expect(jsonLines(await json('campaign', 'messages', '1', '--state', 'skipped'))).toHaveLength(1);
    const lines = (await human('campaign', 'messages', '1')).stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('+998901234567\tqueued\t1\t0\t-\t-\t-10% in Toshkent, Ali!');
    expect(lines).toHaveLength(3);
  });

  it('go from draft to running, paused, running and cancelled', async () => {
    await create('--template', 'Hi');
    const step = async (verb: string) => jsonLines(await json('campaign', verb, '1'))[0];
    expect(await step('status')).toEqual({
      campaign: 1,
      kind: 'list',
      name: 'October',
      accounts: [1],
      state: 'draft',
      pauseReason: null,
      pauseDetail: null,
      scheduledAt: null,
      providerHolds: false,
      states: expect.objectContaining({ queued: 3, accepted: 0, skipped: 0 }),
      parts: 3,
      partsDiffer: 0,
      cost: null,
      currency: null,
    });
    expect(await step('start')).toMatchObject({ state: 'running' });
    expect(await step('pause')).toMatchObject({ state: 'paused', pauseReason: 'operator' });
    expect(await step('resume')).toMatchObject({ state: 'running', pauseReason: null });
    expect(await step('cancel')).toMatchObject({ state: 'cancelled', states: { queued: 0, cancelled: 3 } });
    const late = await json('campaign', 'resume', '1');
    expect(late.code).toBe(1);
    expect(errorOf(late)?.code).toBe('conflict');
  });

  it('say who sends when nobody waits', async () => {
    await create('--template', 'Hi');
    const run = await human('campaign', 'start', '1');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Campaign 1 "October" is running.');
    expect(run.stderr).toContain('kaptar campaign start 1 --wait accepted');
  });

  it('wait for their time', async () => {
    const created = await create('--template', 'Hi', '--at', '2090-01-31T09:00+05:00');
    expect(created.stderr).toContain('kaptar campaign start 1 --wait accepted');
    expect(jsonLines(await json('campaign', 'start', '1'))).toMatchObject([{ state: 'scheduled' }]);
  });

  it('are not begun without the secret that they need', async () => {
    await create('--template', 'Hi');
    const run = await json('campaign', 'start', '1', '--wait', 'accepted');
    expect(run.code).toBe(1);
    expect(errorOf(run)).toMatchObject({ code: 'account', details: { reason: 'no-secret' } });
    expect(errorOf(run)?.message).toContain('set KAPTAR_SECRET_SHOP or KAPTAR_SECRET');
    expect(jsonLines(await json('campaign', 'status', '1'))).toMatchObject([{ state: 'draft' }]);
  });

  it('need a list and a campaign that are there', async () => {
    const args = ['campaign', 'create', '--name', 'a', '--account', 'shop', '--template', 'Hi'];
    const list = await json(...args, '--list', 'Nobody');
    expect(list.code).toBe(1);
    expect(errorOf(list)?.message).toBe('There is no list "Nobody". There are: Customers.');
    const campaign = await json('campaign', 'status', '99');
    expect(campaign.code).toBe(1);
    expect(errorOf(campaign)?.code).toBe('not-found');
  });
});

describe('campaigns through several accounts', () => {
  beforeEach(async () => {
    await addAccount('shop');
    await json('account', 'add', '--provider', 'ubill', '--name', 'tbilisi', '--set', 'brandID=1');
    const file = join(folder, 'people.csv');
    await writeFile(file, 'phone,name\n+998901234567,Ali\n+995599123456,Nino\n+995599123457,Gia\n');
    await json('import', file, '--list', 'Customers');
  });

  it('are estimated before there is one', async () => {
    const args = ['campaign', 'estimate', '--account', 'shop', '--list', 'Customers', '--template', 'Hi'];
    const run = await json(...args, '--route', '+998=tbilisi');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const cost = { amount: expect.any(Number), currency: 'USD' };
    expect(jsonLines(run)).toMatchObject([
      {
        messages: 3,
        parts: 3,
        skipped: { optedOut: 0, missingField: 0, tooLong: 0, noRoute: 0 },
        accounts: expect.arrayContaining([
          expect.objectContaining({ accountName: 'shop', messages: 2, cost }),
          expect.objectContaining({ accountName: 'tbilisi', messages: 1, cost: null }),
        ]),
        countries: [
          { country: 'GE', messages: 2, cost },
          { country: 'UZ', messages: 1, cost: null },
        ],
      },
    ]);
    expect((await human(...args)).stdout).toMatch(/\nshop +3 +3 +-\nto GE +2 +2 +[\d.]+ USD\n/);
    expect(jsonLines(await json('campaign', 'list'))).toEqual([]);
  });

  it('split by the beginnings of the numbers', async () => {
    const run = await create('--template', 'Hi <name>', '--route', '+995=tbilisi');
    expect(run.code).toBe(0);
    expect(jsonLines(await json('campaign', 'status', '1'))).toMatchObject([{ accounts: [1, 2] }]);
    await create('--template', 'Hi <name>', '--route', '+998=shop', '--rest', 'tbilisi');
    expect(jsonLines(await json('campaign', 'status', '2'))).toMatchObject([{ accounts: [1, 2] }]);
    await create('--template', 'Hi <name>');
    expect(jsonLines(await json('campaign', 'list'))).toMatchObject([
      { campaign: 3, accounts: [1] },
      { campaign: 2 },
      { campaign: 1 },
    ]);
    expect((await human('campaign', 'list')).stdout).toMatch(/^3 {2}draft {2}October {2}queued 3\n2 /);
  });

  it('need the secrets of all of them', async () => {
    await create('--template', 'Hi <name>', '--route', '+995=tbilisi');
    const args = ['campaign', 'start', '1', '--wait', 'accepted', ...books, '--json'];
    const run = await kaptar(args, { KAPTAR_SECRET_SHOP: 's' });
    expect(run.code).toBe(1);
    expect(errorOf(run)?.message).toContain('KAPTAR_SECRET_TBILISI');
  });

  it('name the accounts there are', async () => {
    const run = await create('--template', 'Hi', '--route', '+995=batumi');
    expect(run.code).toBe(1);
    expect(errorOf(run)?.message).toContain('There is no account "batumi". There are: ');
  });

  it('are kept by a provider that can, and by no other', async () => {
    const later = ['--template', 'Hi', '--at', '2090-01-31T09:00+05:00', '--provider-holds'];
    const args = ['campaign', 'create', '--name', 'Held', '--account', 'tbilisi', '--list', 'Customers'];
    const held = await json(...args, ...later);
    expect(held.code).toBe(0);
    expect(jsonLines(await json('campaign', 'status', '1'))).toMatchObject([
      { state: 'draft', providerHolds: true, scheduledAt: '2090-01-31T04:00:00.000Z' },
    ]);
    const refused = await create(...later);
    expect(refused.code).toBe(1);
    expect(errorOf(refused)?.code).toBe('invalid-input');
  });
});

describe('one-time codes', () => {
  const send = (...args: string[]) =>
    json('otp', 'send', '--account', 'shop', '--phone', '+998 90 123 45 67', ...args);
  beforeEach(() => addAccount('shop'));

  it('are made and handed over without anybody seeing them', async () => {
    const run = await send('--text', 'Your code: <code>', '--code-length', '4');
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('kaptar campaign start 1 --wait accepted');
    const [otp] = jsonLines(run);
    expect(otp).toMatchObject({
      otp: 1,
      account: 1,
      accountName: 'shop',
      recipient: '+998901234567',
      text: 'Your code: ••••',
      state: 'queued',
      expiresAt: null,
      confirmedAt: null,
      cost: null,
      currency: null,
    });
    expect(jsonLines(await json('otp', 'list'))).toEqual([otp]);
    expect(jsonLines(await json('campaign', 'list'))).toEqual([]);
  });

  it('come in the approved texts of DevSMS', async () => {
    const [otp] = jsonLines<{ text: string }>(await send('--service-name', 'Shop', '--template-type', '2'));
    expect(otp?.text).toMatch(/Shop xizmatida parolni tiklash .* ••••••$/);
  });

  it('are checked against what comes on stdin, and are right only then', async () => {
    await send('--text', 'Your code: <code>');
    const check = (code: string) => kaptar(['otp', 'check', '1', ...books, '--json'], {}, code);
    const early = await check('123456\n');
    expect(early).toMatchObject({ code: 3, stderr: '' });
    expect(jsonLines(early)).toMatchObject([{ otp: 1, verdict: 'not-sent' }]);
    const wrong = await check('12a\n');
    expect(wrong.code).toBe(2);
    expect(wrong.stdout + wrong.stderr).not.toContain('12a');
    expect((await check('')).code).toBe(1);
  });

  it('go to a list, one each', async () => {
    await json('import', await writeContacts(join(folder, 'people.csv'), 3), '--list', 'Customers');
    const args = ['otp', 'campaign', '--name', 'Codes', '--account', 'shop', '--list', 'Customers'];
    const run = await json(...args, '--text', 'Code <code>');
    expect(jsonLines(run)).toMatchObject([{ campaign: 1, messages: 3 }]);
    expect(jsonLines(await json('campaign', 'status', '1'))).toMatchObject([{ kind: 'otp', state: 'draft' }]);
    expect(jsonLines(await json('campaign', 'messages', '1'))[0]).toMatchObject({ text: 'Code ••••••' });
  });
});

describe('opting out', () => {
  it('leaves a person out until it is taken back', async () => {
    await addAccount('shop');
    await json('import', await writeContacts(join(folder, 'people.csv'), 2), '--list', 'Customers');
    const counted = async () => jsonLines(await create('--template', 'Hi'))[0];
    const phone = '+998 90 100 00 00';
    const out = await json('contacts', 'opt-out', phone, '--reason', 'asked by phone');
    expect(jsonLines(out)).toEqual([{ phone: '+998901000000', optedOut: true }]);
    expect(await counted()).toMatchObject({ messages: 1, skipped: 1 });
    const back = await json('contacts', 'opt-in', phone);
    expect(jsonLines(back)).toEqual([{ phone: '+998901000000', optedOut: false }]);
    expect(await counted()).toMatchObject({ messages: 2, skipped: 0 });
  });
});

describe("the providers' own commands", () => {
  it('are listed together', async () => {
    const all = await kaptar(['--help']);
    expect(all.stdout).toContain('  mobsms …');
    const one = await kaptar(['mobsms', '--help']);
    expect(one.stdout).toContain('  mobsms sign-in ');
    expect(one.stdout).not.toContain('devsms');
    const wrong = await kaptar(['mobsms', 'keyz']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('  mobsms keys ');
  });

  it('print the international prices without asking anybody', async () => {
    const prices = jsonLines(await json('devsms', 'prices'));
    expect(prices.length).toBeGreaterThan(90);
    expect(prices[0]).toMatchObject({ prefix: expect.stringMatching(/^\d+$/), local: { currency: 'USD' } });
    expect((await human('devsms', 'prices')).stdout).toMatch(
      /^prefix {2}countryCode {2}local +foreign +country\n/,
    );
  });

  it('need the secret, and an account of that provider', async () => {
    await addAccount('shop');
    const without = await json('devsms', 'balance', 'shop');
    expect(errorOf(without)).toMatchObject({ code: 'account', details: { reason: 'no-secret' } });
    const other = await kaptar(['ubill', 'brands', 'shop', ...books, '--json'], { KAPTAR_SECRET: 's' });
    expect(other.code).toBe(1);
    expect(errorOf(other)).toMatchObject({ code: 'invalid-input', details: { reason: 'other-provider' } });
  });
});

describe('the inbox', () => {
  it('is empty at first, and needs no secret', async () => {
    await addAccount('shop');
    expect(await json('inbox', 'list')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'There is nothing to show.\n',
    });
    expect(await json('inbox', 'thread', 'shop', '+998901234567')).toMatchObject({ code: 0, stdout: '' });
  });
});

it('finds nothing wrong with good books', async () => {
  const run = await json('verify');
  expect(run.code).toBe(0);
  expect(jsonLines(run)).toEqual([{ sound: true, violations: [] }]);
});
