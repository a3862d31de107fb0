import { createServer } from 'node:http';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import type { ProviderId } from '../../src/shared/account.ts';
import { privateCalls } from '../../src/shared/calls/private.ts';
import { checkout, type Kaptar } from './support/launch.ts';
import { testOnOneApp } from './support/test.ts';

/** SECURITY.md as a test: each line that can be seen from outside, seen in the real app. */

const preloadScript = join(checkout, 'out', 'preload', 'index.cjs');

/** Stands for the rest of the world: nothing in the window may reach it. */
interface Outside {
  readonly url: string;
  readonly visits: readonly string[];
}

const test = testOnOneApp('security').extend<{ outside: Outside }>({
  outside: async ({}, provide) => {
    const visits: string[] = [];
    const server = createServer((request, response) => {
      visits.push(request.url ?? '');
      response.end('<h1>outside</h1>');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    await provide({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, visits });
    server.close();
  },
});

/** What the tests here try is refused, and the console says so. */
test.use({ allowedComplaints: /Content[-\s]Security[-\s]+Policy|Not allowed to load local resource/ });

test('the window is sandboxed and isolated, and has no Node', async ({ page, kaptar }) => {
  const preferences = await kaptar.app.evaluate(webPreferences);
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  const globals = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
  );
  expect(globals).toEqual([]);
});

test('the bridge is three functions', async ({ page }) => {
  expect(await page.evaluate(() => Object.keys(window.kaptar).toSorted())).toEqual(['call', 'drop', 'on']);
});

test('the page comes from the bundle with a strict policy', async ({ page, kaptar }) => {
  expect(page.url()).toContain('app://kaptar/index.html');
  const policy = await kaptar.app.evaluate(async ({ session }) => {
    const response = await session.defaultSession.fetch('app://kaptar/index.html');
    return response.headers.get('content-security-policy') ?? '';
  });
  for (const rule of [
    "default-src 'none'",
    "script-src 'self';",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]) {
    expect(policy).toContain(rule);
  }
  expect(policy).toMatch(/style-src 'self' 'nonce-[^']+'/);
  expect(policy).not.toContain('unsafe');
});

test('each load has a nonce of its own, and the page is told', async ({ kaptar }) => {
  const loads = await kaptar.app.evaluate(async ({ session }) => {
    const load = async () => {
      const response = await session.defaultSession.fetch('app://kaptar/index.html');
      return { policy: response.headers.get('content-security-policy') ?? '', html: await response.text() };
    };
    return [await load(), await load()];
  });
  const nonces = loads.map(({ policy }) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
  expect(new Set(nonces).size).toBe(2);
  for (const [index, { html }] of loads.entries()) expect(html).toContain(`content="${nonces[index]}"`);
});

test('the styles that the component kit writes at run time are let in by their nonce', async ({ page }) => {
  // They are written when the first screen is drawn.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const rules = await page.evaluate(() =>
    // A style element that the policy has turned away has no sheet.
    [...document.querySelectorAll('style')].map((style) => style.sheet?.cssRules.length ?? 0),
  );
  expect(rules.length).toBeGreaterThan(0);
  expect(Math.min(...rules)).toBeGreaterThan(0);
});

test('inline scripts and eval do not run, styles need the nonce', async ({ page }) => {
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.body.append(script);
    // From a timer, since what a debugger evaluates itself may.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          // eslint-disable-next-line no-eval -- that it throws is the point
          (0, eval)('1');
          resolve(true);
        } catch {
          resolve(false);
        }
      });
    });
    const style = document.createElement('style');
    style.textContent = 'body { outline-width: 77px }';
    document.head.append(style);
    const styled = getComputedStyle(document.body).outlineWidth === '77px';
    return { inline: 'ranInline' in window, evaluated, styled };
  });
  expect(ran).toEqual({ inline: false, evaluated: false, styled: false });
});

for (const path of [
  'app://kaptar/../package.json',
  'app://kaptar/%2e%2e/%2e%2e/package.json',
  'app://kaptar/..%2f..%2fpackage.json',
  'app://kaptar/..%2fpreload%2findex.cjs',
  'app://kaptar/..%2fmain%2findex.js',
  'app://kaptar/nothing.js',
  'app://other/index.html',
]) {
  test(`${path} is not served`, async ({ kaptar }) => {
    const status = await kaptar.app.evaluate(
      ({ session }, url) =>
        session.defaultSession.fetch(url).then(
          (response) => response.status,
          () => 'refused',
        ),
      path,
    );
    expect([404, 'refused']).toContain(status);
  });
}

test('no request leaves the bundle, even where no policy forbids it', async ({ kaptar, outside }) => {
  const results = await kaptar.app.evaluate(
    async ({ BrowserWindow, session }, urls) => {
      const window = new BrowserWindow({ show: false, webPreferences: { session: session.defaultSession } });
      const load = (url: string) =>
        window.loadURL(url).then(
          () => 'loaded',
          () => 'refused',
        );
      const loaded = [];
      for (const url of urls) loaded.push(await load(url));
      window.destroy();
      return loaded;
    },
    [outside.url, 'file:///etc/hostname'],
  );
  expect(results).toEqual(['refused', 'refused']);
  expect(outside.visits).toEqual([]);
});

test('the page cannot fetch, embed or open anything', async ({ page, kaptar, outside }) => {
  const outcome = await page.evaluate(async (url) => {
    const image = new Image();
    const seen = new Promise<boolean>((resolve) => {
      image.addEventListener('load', () => resolve(true));
      image.addEventListener('error', () => resolve(false));
    });
    image.src = `${url}/image`;
    const frame = document.createElement('iframe');
    // A frame loads what it is refused, too: an empty page.
    const framed = new Promise((resolve) => {
      frame.addEventListener('load', resolve);
    });
    frame.src = `${url}/frame`;
    document.body.append(image, frame);
    await framed;
    const fetched = await fetch(`${url}/fetch`).then(
      () => true,
      () => false,
    );
    const opened = window.open(`${url}/open`) !== null;
    frame.remove();
    return { fetched, opened, seen: await seen };
  }, outside.url);
  expect(outcome).toEqual({ fetched: false, opened: false, seen: false });
  expect(outside.visits).toEqual([]);
  expect(kaptar.app.windows()).toHaveLength(1);
});

test('the page stays where it is', async ({ page, outside }) => {
  const before = page.url();
  for (const target of [outside.url, 'file:///etc/hostname', 'app://kaptar/elsewhere.html']) {
    await page.evaluate((url) => {
      window.location.assign(url);
    }, target);
    // Nothing tells that a page stays: one that leaves is gone within this time.
    await page.waitForTimeout(200);
    expect(page.url()).toBe(before);
  }
  expect(outside.visits).toEqual([]);
});

test("the system's browser opens the providers' own sites for the window, and nothing else", async ({
  page,
  kaptar,
}) => {
  await kaptar.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  await page.evaluate(() => {
    for (const url of [
      'https://devsms.uz.example/',
      'http://devsms.uz/',
      'https://accounts.google.com/o/oauth2/v2/auth?client_id=other',
      'file:///etc/hostname',
      'https://devsms.uz/pay',
    ])
      window.open(url);
  });
  await expect.poll(() => openedPages(kaptar)).toContain('https://devsms.uz/pay');
  expect(await openedPages(kaptar)).toEqual(['https://devsms.uz/pay']);
});

test('the page has no permissions', async ({ page }) => {
  const answers = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    ),
  }));
  expect(answers).toMatchObject({ notifications: 'denied', geolocation: 'denied' });
  expect(answers.camera).not.toBe('granted');
});

test('a page that is not ours gets no answer', async ({ kaptar }) => {
  const reply = await kaptar.app.evaluate(async ({ BrowserWindow }, script) => {
    // A session of its own: ours would not load the page at all.
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload: script, sandbox: true, partition: 'foreign' },
    });
    await window.loadURL('data:text/html,<h1>foreign</h1>');
    const answer: unknown = await window.webContents.executeJavaScript("kaptar.call('app.info', {})");
    window.destroy();
    return answer;
  }, preloadScript);
  expect(reply).toMatchObject({ ok: false, error: { details: { reason: 'sender' } } });
});

test('inputs are checked', async ({ page }) => {
  const replies = await page.evaluate(async () => {
    const call = window.kaptar.call as (name: string, input: unknown) => Promise<unknown>;
    return [
      await call('preferences.set', { theme: 'pink' }),
      await call('secrets.set', { accountId: 'one', secret: 'x' }),
      await call('no.such.call', {}),
      await call('constructor', {}),
    ];
  });
  for (const reply of replies) expect(reply).toMatchObject({ ok: false });
});

test('the window has no call whose answer or input is a secret', async ({ page }) => {
  const replies = await page.evaluate(async (names) => {
    const call = window.kaptar.call as (name: string, input: unknown) => Promise<unknown>;
    return Promise.all(names.map((name) => call(name, { accountId: 1, topic: 'status', name: 'x' })));
  }, Object.keys(privateCalls));
  expect(replies.length).toBeGreaterThan(0);
  // The bridge's own reason: the engine, which answers these to the shell, was not asked.
  for (const reply of replies)
    expect(reply).toMatchObject({ ok: false, error: { code: 'not-found', details: { reason: 'no-call' } } });
});

test('secrets for other programs go to the clipboard, past the window', async ({ page, kaptar, sandbox }) => {
  const copied = () => kaptar.app.evaluate(({ clipboard }) => clipboard.readText());
  const accountId = await connectAccount({ page, sandbox }, 'Copies', 'mobsms', sandbox.urls.mobsms);
  const address = await page.evaluate(async (id) => {
    await window.kaptar.call('callbacks.set', { enabled: true, port: 0, publicUrl: 'https://sms.example' });
    return window.kaptar.call('callbacks.copyUrl', { accountId: id, topic: 'incoming' });
  }, accountId);
  expect(address).toEqual({ ok: true, value: {} });
  expect(await copied()).toMatch(
    new RegExp(`^https://sms\\.example/callbacks/${accountId}/incoming/[\\w-]{20,}$`),
  );

  const key = await page.evaluate(
    (id) => window.kaptar.call('mobsms.copyNewKey', { accountId: id, name: 'Till' }),
    accountId,
  );
  expect(key).toMatchObject({ ok: true, value: { name: 'Till' } });
  const token = await copied();
  expect(token).not.toContain('sms.example');
  expect(token.length).toBeGreaterThan(8);
  expect(JSON.stringify(key)).not.toContain(token);
});

test('a path that was not chosen in a dialog is not read', async ({ page }) => {
  const reply = await page.evaluate(() =>
    window.kaptar.call('import.inspect', { file: '/etc/passwd', country: 'UZ' }),
  );
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', details: { reason: 'unknown-file' } },
  });
});

test('a file that was let in to be read is not written over', async ({ page }) => {
  const reply = await page.evaluate(async () => {
    const pasted = await window.kaptar.call('files.paste', { text: 'Telefon\n901234567', name: 'Pasted' });
    if (!pasted.ok) throw new Error(pasted.error.message);
    return window.kaptar.call('contacts.export', {
      file: pasted.value.file,
      target: { kind: 'matching', filter: {} },
      words: { phone: 'Phone', name: 'Name', optedOut: 'Opted out', yes: 'Yes' },
    });
  });
  expect(reply).toMatchObject({ ok: false, error: { details: { reason: 'unknown-file' } } });
});

test('a secret is nowhere in the data folder in clear', async ({ page, dataDir }) => {
  const secret = 'clear-text-canary-4711';
  const replies = await page.evaluate(async (value) => {
    const settings = { baseUrl: 'http://127.0.0.1:9' };
    const account = await window.kaptar.call('accounts.create', {
      name: 'Canary',
      provider: 'devsms',
      settings,
    });
    const accountId = account.ok ? account.value.id : 0;
    return [
      await window.kaptar.call('secrets.set', { accountId, secret: value }),
      await window.kaptar.call('secrets.set', { accountId, kind: 'callback-key', secret: `${value}-2` }),
      // A secret that belongs to nobody is not taken at all.
      await window.kaptar.call('secrets.set', { accountId: 4711, secret: value }),
    ];
  }, secret);
  expect(replies[0]).toEqual({ ok: true, value: {} });
  expect(replies[1]).toEqual({ ok: true, value: {} });
  expect(replies[2]).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(await filesWith(dataDir, secret)).toEqual([]);
});

test('nor is the secret in the address of callbacks', async ({ page, kaptar, sandbox, dataDir }) => {
  const accountId = await connectAccount({ page, sandbox }, 'Called', 'devsms', sandbox.urls.devsms);
  await page.evaluate(async (id) => {
    await window.kaptar.call('callbacks.set', { enabled: true, port: 0, publicUrl: 'https://sms.example' });
    await window.kaptar.call('callbacks.copyUrl', { accountId: id, topic: 'status' });
  }, accountId);
  const address = await kaptar.app.evaluate(({ clipboard }) => clipboard.readText());
  const token = address.split('/').at(-1) ?? '';
  expect(token.length).toBeGreaterThan(20);
  expect(await filesWith(dataDir, token)).toEqual([]);
});

test('the window cannot choose the secret in the address of callbacks', async ({ page }) => {
  const reply = await page.evaluate(() => {
    const call = window.kaptar.call as (name: string, input: unknown) => Promise<unknown>;
    return call('secrets.set', { accountId: 1, kind: 'callback-token', secret: 'guessable' });
  });
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', details: { reason: 'invalid-call', issues: [{ field: 'kind' }] } },
  });
});

/** What the main process would have opened in the system's browser. */
function openedPages({ app }: Kaptar): Promise<string[]> {
  return app.evaluate(() => (globalThis as { opened?: string[] }).opened ?? []);
}

/** An account with its key, made as the window makes it; answers its id. */
async function connectAccount(
  { page, sandbox }: { page: Page; sandbox: Sandbox },
  name: string,
  provider: ProviderId,
  baseUrl: string,
): Promise<number> {
  return page.evaluate(
    async ({ form, secret }) => {
      const account = await window.kaptar.call('accounts.create', form);
      if (!account.ok) throw new Error(account.error.message);
      await window.kaptar.call('secrets.set', { accountId: account.value.id, secret });
      return account.value.id;
    },
    { form: { name, provider, settings: { baseUrl } }, secret: sandbox.token },
  );
}

/** The files of the data folder that hold this text. */
async function filesWith(dataDir: string, text: string): Promise<string[]> {
  const holding = [];
  for (const name of await readdir(dataDir, { recursive: true })) {
    const file = join(dataDir, name);
    // Sockets and vanished temporary files are no place to keep a secret in.
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (isFile && (await readFile(file)).includes(text)) holding.push(name);
  }
  return holding;
}

/** What the window was really made with; runs in the main process. Electron's types leave the method out. */
function webPreferences({ BrowserWindow }: typeof Electron.CrossProcessExports): Record<string, unknown> {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) throw new Error('There is no window.');
  const contents: object & { getLastWebPreferences?(): Record<string, unknown> } = window.webContents;
  return contents.getLastWebPreferences?.() ?? {};
}
