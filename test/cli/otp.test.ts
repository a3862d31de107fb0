import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, writeContacts } from './kaptar.ts';
import { openWorkplace } from './workplace.ts';

/** One-time codes through the sandbox. */
const TO = ['--account', 'shop', '--phone', '+998901234567'];
const approved = (name: string) => ['--service-name', name, '--template-type', '1'];

describe('a code', () => {
  it('of one’s own is read from stdin, sent, and right when it is read back, once', async () => {
    const { sandbox, folder, jsonWith, addAccount } = await openWorkplace();
    await addAccount('devsms', 'shop');
    const text = ['--text', 'Code: <code>', '--code', '-', '--wait', 'final'];
    const run = await jsonWith({ stdin: '482913\n' }, 'otp', 'send', ...TO, ...text);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(jsonLines(run)).toMatchObject([
      {
        otp: 1,
        text: 'Code: ••••••',
        state: 'delivered',
        triesLeft: 5,
        confirmedAt: null,
        expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
        currency: 'USD',
      },
    ]);
    expect(sandbox.ledger).toMatchObject([{ recipient: '+998901234567', text: 'Code: 482913' }]);

    const check = (code: string) => jsonWith({ stdin: `${code}\n` }, 'otp', 'check', '1');
    const wrong = await check('111111');
    expect(wrong.code).toBe(3);
    expect(jsonLines(wrong)).toEqual([{ otp: 1, verdict: 'wrong', triesLeft: 4 }]);
    const right = await check('482913');
    expect(right.code).toBe(0);
    expect(jsonLines(right)).toMatchObject([{ verdict: 'right' }]);
    const again = await check('482913');
    expect(again.code).toBe(3);
    expect(jsonLines(again)).toMatchObject([{ verdict: 'already-confirmed' }]);

    for (const each of [wrong, right, again]) expect(each.stdout + each.stderr).not.toContain('482913');
    const files = await readdir(join(folder, 'data'));
    expect(files).toContain('kaptar.db');
    for (const file of files)
      expect((await readFile(join(folder, 'data', file))).includes('482913')).toBe(false);
  });

  it('that Kaptar makes is sent later by whoever waits', async () => {
    const { sandbox, json, jsonWith, addAccount } = await openWorkplace();
    await addAccount('mobsms', 'shop');
    expect((await json('otp', 'send', ...TO, '--text', 'Code: <code>', '--code-length', '8')).code).toBe(0);
    expect(sandbox.ledger).toEqual([]);
    expect((await json('campaign', 'start', '1', '--wait', 'accepted')).code).toBe(0);
    const [, code = ''] = /^Code: (\d{8})$/.exec(sandbox.ledger[0]?.text ?? '') ?? [];
    const check = await jsonWith({ stdin: code }, 'otp', 'check', '1');
    expect(jsonLines(check)).toMatchObject([{ verdict: 'right' }]);
  });

  it('in an approved text that is refused says what it cost, and is not tried again by itself', async () => {
    const { sandbox, json, tell, addAccount } = await openWorkplace();
    await addAccount('devsms', 'shop');
    // What a refusal costs is known once the provider has told its price.
    await tell('account', 'check', 'shop');
    const send = (...more: string[]) =>
      json('otp', 'send', ...TO, ...approved('Casino'), '--wait', 'accepted', ...more);
    const refused = await send();
    expect(refused.code).toBe(3);
    expect(jsonLines(refused)).toMatchObject([
      { state: 'failed', errorCode: 'refused-charged', error: expect.any(String), cost: expect.any(Number) },
    ]);
    const sends = sandbox.requests.devsms.sends;

    const again = await send();
    expect(again.code).toBe(1);
    expect(jsonLines(again)).toMatchObject([{ error: { code: 'conflict' } }]);
    expect(sandbox.requests.devsms.sends).toBe(sends);

    expect((await send('--even-if-dangerous')).code).toBe(3);
    expect(sandbox.requests.devsms.sends).toBe(sends + 1);
    expect(await tell('otp', 'list', '--limit', '1')).toMatchObject([{ state: 'failed' }]);
    expect(await tell('otp', 'names', 'shop')).toEqual([
      { name: 'Casino', verdict: 'dangerous', detail: expect.any(String), at: expect.stringMatching(/Z$/) },
    ]);
  });

  it('says why it stands still', async () => {
    const { sandbox, json, addAccount } = await openWorkplace();
    await addAccount('devsms', 'shop');
    sandbox.fault('devsms', 'balance');
    const run = await json('otp', 'send', ...TO, ...approved('Shop'), '--wait', 'accepted');
    expect(run.code).toBe(3);
    expect(jsonLines(run)).toMatchObject([{ state: 'queued', pauseReason: 'balance' }]);
  });
});

it('gives everybody of a list a code of their own', async () => {
  const { sandbox, folder, jsonWith, tell, addAccount } = await openWorkplace();
  await addAccount('devsms', 'shop', 'rate=500');
  await tell('import', await writeContacts(join(folder, 'people.csv'), 5), '--list', 'People');
  const [made] = await tell(
    'otp',
    'campaign',
    '--name',
    'Codes',
    '--account',
    'shop',
    '--list',
    'People',
    '--text',
    'Kod <code>',
  );
  expect(made).toMatchObject({ campaign: 1, messages: 5 });
  await tell('campaign', 'start', '1', '--wait', 'accepted');
  expect(new Set(sandbox.ledger.map(({ text }) => text)).size).toBe(5);
  const { recipient, text } = sandbox.ledger[2] ?? { recipient: '', text: '' };
  const code = { stdin: text.replace('Kod ', '') };
  expect((await jsonWith(code, 'otp', 'check', '1', '--phone', recipient)).code).toBe(0);
});
