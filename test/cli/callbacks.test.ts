import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { ask, withStore } from '../../src/main/cli/engine.ts';
import { createOutput } from '../../src/main/cli/output.ts';
import { jsonLines, kaptar, type Run, scratch } from './kaptar.ts';

let folder = '';
let books: readonly string[] = [];
beforeEach(async () => {
  folder = await scratch();
  books = ['--data-dir', join(folder, 'data')];
});
const json = (...args: string[]) => kaptar([...args, ...books, '--json']);
const errorOf = (run: Run) => jsonLines<{ error: { code: string; message: string } }>(run)[0]?.error;
const addAccount = (name: string) => json('account', 'add', '--provider', 'devsms', '--name', name);

describe('the callback listener', () => {
  const listen = () =>
    json('callbacks', 'set', '--enable', '--public-url', 'https://sms.example', '--port', '0');
  const token = '0123456789abcdef0123456789abcdef';

  it('has the same address for each command that knows its token', async () => {
    await addAccount('my shop');
    await listen();
    const args = ['callbacks', 'url', 'my shop', 'status', ...books];
    const env = { KAPTAR_CALLBACK_TOKEN_MY_SHOP: token };
    const url = `https://sms.example/callbacks/1/status/${token}`;
    expect(await kaptar(args, env)).toEqual({ code: 0, stdout: `${url}\n`, stderr: '' });
    expect(jsonLines(await kaptar([...args, '--json'], env))).toEqual([{ url }]);
  });

  it('gives out no address that would die with the command', async () => {
    await addAccount('my shop');
    await listen();
    const run = await json('callbacks', 'url', 'my shop', 'status');
    expect(run.code).toBe(1);
    expect(errorOf(run)).toMatchObject({ code: 'account', details: { reason: 'no-callback-token' } });
    expect(errorOf(run)?.message).toMatch(
      /Set KAPTAR_CALLBACK_TOKEN_MY_SHOP to 32 random letters .*openssl rand -hex 16/,
    );
    expect(run.stdout).not.toContain('/callbacks/');
  });

  it('is not opened with a token that could be guessed', async () => {
    await addAccount('shop');
    const run = await kaptar(['account', 'list', ...books, '--json'], {
      KAPTAR_CALLBACK_TOKEN_SHOP: 'sh0rt',
    });
    expect(run.code).toBe(1);
    expect(errorOf(run)).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('20 to 100'),
    });
    expect(run.stdout + run.stderr).not.toContain('sh0rt');
  });

  it('knows the key that uBill sends along', async () => {
    await json('account', 'add', '--provider', 'ubill', '--name', 'tbilisi', '--set', 'brandID=1');
    const output = createOutput(process.stdout, process.stderr, true);
    const opened = (env: Record<string, string>) =>
      withStore({ output, env, stdin: Readable.from([]), dataDir: join(folder, 'data') }, (app) =>
        ask(app, 'callbacks.get', {}),
      );
    expect((await opened({})).accounts).toMatchObject([{ hasCallbackKey: false }]);
    const { accounts } = await opened({ KAPTAR_CALLBACK_KEY_TBILISI: 'from the panel' });
    expect(accounts).toMatchObject([{ hasCallbackKey: true }]);
  });

  it('is off, and is set up bit by bit', async () => {
    const settings = { enabled: false, host: '127.0.0.1', port: 8787, publicUrl: '' };
    expect(jsonLines(await json('callbacks', 'show'))).toEqual([settings]);
    const on = await json('callbacks', 'set', '--enable', '--public-url', 'https://sms.example/');
    expect(jsonLines(on)).toEqual([{ ...settings, enabled: true, publicUrl: 'https://sms.example' }]);
    expect(on.stderr).toContain('Kaptar listens while it is open');
    const off = await json('callbacks', 'set', '--disable', '--port', '0', '--public-url', '-');
    expect(jsonLines(off)).toEqual([{ ...settings, port: 0 }]);
    expect(jsonLines(await json('callbacks', 'show'))).toEqual([{ ...settings, port: 0 }]);
  });
});
