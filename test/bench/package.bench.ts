import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { tellFigure } from './support/figure.ts';
import { newFolder } from './support/folder.ts';

/**
 * Row 12: how much more room Kaptar takes on a disk than an app that opens an empty window, both in the same Electron. The
 * package is started first, and has to show its window and to keep a contact: what does not work may be of any size.
 */
const projectDir = join(import.meta.dirname, '..', '..');
const { KAPTAR_ELECTRON: electron = '', KAPTAR_ELECTRON_ARGUMENTS: flags = '' } = process.env;
const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;

/** A start takes two seconds, on a busy machine ten. */
const START_MS = 30_000;

/** The package, made as a person makes it. */
async function pack(): Promise<string> {
  const packing = spawn(process.execPath, [join(projectDir, 'scripts', 'pack.mjs')], {
    // To it an archive of an app is a file, as to any other Node.
    env: { ...env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(packing, 'exit');
  if (code !== 0) throw new Error('The app could not be packed.');
  return join(projectDir, 'out', 'packed', `kaptar-${process.platform}-${process.arch}`);
}

/**
 * An app with nothing in it but an empty window, laid out in the same way (as on Linux and Windows); its Electron is not
 * copied but linked.
 */
function packEmpty(): string {
  const folder = newFolder();
  linkAll(dirname(electron), folder);
  cpSync(join(import.meta.dirname, 'support', 'empty-app'), join(folder, 'resources', 'app'), {
    recursive: true,
  });
  return folder;
}

function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    // Electron's own app, which a package replaces.
    if (entry.name === 'default_app.asar') continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkAll(source, target);
    else linkOrCopy(source, target);
  }
}

/** Only files of one disk can be linked. */
function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target);
  }
}

/** MB, the sum of all files. */
function sizeOf(folder: string): number {
  const bytes = readdirSync(folder, { recursive: true })
    .map((name) => lstatSync(join(folder, String(name))))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
  return bytes / 1e6;
}

/**
 * How the package is started. A package insists on Chromium's sandbox, which does not run as root and in most containers:
 * there its app is started by the Electron beside it under its own name, as which it may do without.
 */
function programOf(folder: string): { program: string; args: string[] } {
  const options = flags.split(' ').filter(Boolean);
  return options.includes('--no-sandbox')
    ? { program: electron, args: [...options, join(folder, 'resources', 'app')] }
    : { program: join(folder, basename(electron).replace('electron', 'kaptar')), args: options };
}

/** Starts the package, saves a contact in its window, and reads it back. */
async function tryOut(packed: string): Promise<void> {
  // Inside the checkout it would find there what it lacks.
  const folder = newFolder();
  linkAll(packed, folder);
  const dataDir = newFolder();
  const { program, args } = programOf(folder);
  const app = spawn(program, [...args, `--data-dir=${dataDir}`, '--remote-debugging-port=0'], {
    cwd: dataDir,
    env,
    stdio: 'ignore',
  });
  const gone = once(app, 'exit');
  try {
    const address = `http://127.0.0.1:${await debuggingPort(dataDir, app)}`;
    await windowAt(address);
    const browser = await chromium.connectOverCDP(address);
    const [page] = browser.contexts().flatMap((context) => context.pages());
    if (!page) throw new Error('The packed app shows no window.');
    await saveContact(page);
  } finally {
    app.kill();
    await gone;
  }
}

/** Whoever connects before there is a window waits for it in vain. */
async function windowAt(address: string): Promise<void> {
  for (;;) {
    const targets = (await (await fetch(`${address}/json`)).json()) as { title: string }[];
    if (targets.some(({ title }) => title.includes('Kaptar'))) return;
    await sleep(100);
  }
}

/** Chromium writes it down as soon as it listens. */
async function debuggingPort(dataDir: string, app: ChildProcess): Promise<string> {
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(100)) {
    if (app.exitCode !== null) break;
    try {
      const [port] = readFileSync(join(dataDir, 'DevToolsActivePort'), 'utf8').split('\n');
      if (port) return port;
    } catch {
      // Not yet.
    }
  }
  throw new Error('The packed app did not start.');
}

/** Once the window shows its first screen: by its own way to the engine, which in turn has SQLite. */
async function saveContact(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor({ timeout: START_MS });
  const contact = { phone: '+998901234567', name: 'Aziza', fields: {}, listIds: [] };
  const found = await page.evaluate(`kaptar.call('contacts.create', ${JSON.stringify(contact)})
    .then(() => kaptar.call('contacts.list', { search: 'Aziza', limit: 1 }))
    .then(JSON.stringify)`);
  if (!String(found).includes(contact.phone)) throw new Error(`No contact was saved: ${String(found)}`);
}

const packed = await pack();
await tryOut(packed);
tellFigure({
  row: 12,
  name: 'The packed app on the disk',
  against: 'an app with an empty window in the same Electron',
  measured: sizeOf(packed),
  reference: sizeOf(packEmpty()),
  unit: 'MB',
  goal: { of: 'difference', atMost: 25 },
});
