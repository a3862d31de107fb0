import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBundleServer } from '../../src/main/shell/bundle.ts';

let dir: string;
let serve: ReturnType<typeof createBundleServer>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kaptar-bundle-'));
  await mkdir(join(dir, 'bundle', 'assets'), { recursive: true });
  await mkdir(join(dir, 'bundle-next-door'));
  await writeFile(join(dir, 'secret.js'), 'secret');
  await writeFile(join(dir, 'bundle-next-door', 'x.js'), 'secret');
  await writeFile(join(dir, 'bundle', 'index.html'), '<meta name="style-nonce" content="" />');
  await writeFile(join(dir, 'bundle', 'assets', 'main.js'), 'main');
  await writeFile(join(dir, 'bundle', 'notes.txt'), 'not part of a bundle');
  await symlink(join(dir, 'secret.js'), join(dir, 'bundle', 'link.js'));
  serve = createBundleServer(join(dir, 'bundle'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

test('serves what is in the bundle, with its type and the policy', async () => {
  const response = await serve('app://kaptar/assets/main.js');
  expect(response.statusCode).toBe(200);
  expect(response.headers?.['Content-Type']).toBe('text/javascript; charset=utf-8');
  expect(response.headers?.['Content-Security-Policy']).toContain("default-src 'none'");
  expect(response.data).toEqual(Buffer.from('main'));
});

test('tells the page the nonce of its policy', async () => {
  const response = await serve('app://kaptar/index.html');
  const nonce = /'nonce-([^']+)'/.exec(String(response.headers?.['Content-Security-Policy']))?.[1];
  expect(nonce).toMatch(/^.{24}$/);
  expect(response.data).toEqual(Buffer.from(`<meta name="style-nonce" content="${nonce}" />`));
});

test.each([
  ['a link that leads out', 'app://kaptar/link.js'],
  ['a way up', 'app://kaptar/..%2fsecret.js'],
  ['a folder whose name begins alike', 'app://kaptar/..%2fbundle-next-door%2fx.js'],
  ['a kind of file that no bundle has', 'app://kaptar/notes.txt'],
  ['a folder', 'app://kaptar/assets'],
  ['nothing at all', 'app://kaptar/missing.js'],
  ['another host', 'app://kaptar.evil/index.html'],
  ['a broken escape', 'app://kaptar/%E0%A4%A.js'],
  ['a zero byte', 'app://kaptar/index.html%00.js'],
])('refuses %s', async (_what, url) => {
  expect((await serve(url)).statusCode).toBe(404);
});
