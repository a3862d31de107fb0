import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, test as base } from '@playwright/test';
import type { Sandbox, SandboxOptions } from '../../../src/main/sandbox/server.ts';
import { collectComplaints } from './complaints.ts';
import { firstWindow, type Kaptar, type Start, startKaptar } from './launch.ts';
import { startQuickSandbox } from './sandbox.ts';

/**
 * What a window test has: it names what it needs, only that is started, and all of it ends with the test, also with
 * one that fails. `page` is the window of `kaptar`.
 */
export interface Place {
  /** A folder of its own for Kaptar's data, and for the files of the test. */
  readonly dataDir: string;
  /** The providers. */
  readonly sandbox: Sandbox;
  /** Kaptar on this data. */
  readonly kaptar: Kaptar;
  /** Starts another Kaptar and waits for its window, or the only one with something special. */
  readonly launch: (start?: Partial<Start>) => Promise<Kaptar>;
  /** Starts a Kaptar that may stay without a window. */
  readonly start: (start?: Partial<Start>) => Promise<ElectronApplication>;
  /** What the windows have complained of so far. */
  readonly complaints: string[];
}

interface Health {
  /** Complaints that a test brings about on purpose. */
  readonly allowedComplaints: RegExp | null;
  /** Fails a test whose window complains of anything else. */
  readonly health: void;
}

/** Each test has an app and providers of its own. */
export const test = base.extend<Place & Health & { readonly sandboxOptions: SandboxOptions }>({
  sandboxOptions: [{}, { option: true }],
  allowedComplaints: [null, { option: true }],
  complaints: ({}, provide) => provide([]),
  health: [
    ({ complaints, allowedComplaints }, provide) => checkHealth(complaints, allowedComplaints, provide),
    { auto: true },
  ],
  dataDir: ({}, provide) => withFolder('test', provide),
  sandbox: ({ sandboxOptions }, provide) => withSandbox(sandboxOptions, provide),
  start: ({ dataDir, complaints }, provide) => withApps(dataDir, complaints, provide),
  launch: ({ start }, provide) => provide(async (how) => firstWindow(await start(how))),
  kaptar: async ({ launch }, provide) => provide(await launch()),
  page: ({ kaptar }, provide) => provide(kaptar.window),
});

/**
 * The tests of a file share one app and its providers: each goes on where the one before has left them. Its name is
 * in that of the data folder.
 *
 * The fixtures are made anew for each file that asks: Playwright keeps what belongs to a worker for as long as files
 * have the same ones, and would hand one file's app to the next.
 */
export function testOnOneApp(name: string) {
  const scope = 'worker' as const;
  return base.extend<Health, Place>({
    allowedComplaints: [null, { option: true }],
    complaints: [({}, provide) => provide([]), { scope }],
    health: [
      ({ complaints, allowedComplaints }, provide) => checkHealth(complaints, allowedComplaints, provide),
      { auto: true },
    ],
    dataDir: [({}, provide) => withFolder(name, provide), { scope }],
    sandbox: [({}, provide) => withSandbox({}, provide), { scope }],
    start: [({ dataDir, complaints }, provide) => withApps(dataDir, complaints, provide), { scope }],
    launch: [({ start }, provide) => provide(async (how) => firstWindow(await start(how))), { scope }],
    kaptar: [async ({ launch }, provide) => provide(await launch()), { scope }],
    page: ({ kaptar }, provide) => provide(kaptar.window),
  });
}

/** Lets the tests run with what they asked for; whatever comes after it is their end. */
type Provide<T> = (made: T) => Promise<void>;

async function withFolder(name: string, provide: Provide<string>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `kaptar-${name}-`));
  await provide(folder);
  await rm(folder, { recursive: true, force: true });
}

async function withSandbox(options: SandboxOptions, provide: Provide<Sandbox>): Promise<void> {
  const sandbox = await startQuickSandbox(options);
  await provide(sandbox);
  await sandbox.close();
}

async function withApps(
  dataDir: string,
  complaints: string[],
  provide: Provide<Place['start']>,
): Promise<void> {
  const running = new Set<ElectronApplication>();
  await provide(async (how) => {
    const app = await startKaptar({ dataDir, ...how });
    running.add(app);
    app.on('close', () => running.delete(app));
    collectComplaints(app, complaints);
    return app;
  });
  await Promise.all([...running].map(close));
}

/** Finishing what is on the wire takes some seconds at most; on a busy machine, three times that. */
const CLOSE_TIMEOUT_MS = 20_000;

/** An app that does not end when it is told to is ended, and is a fault. */
async function close(app: ElectronApplication): Promise<void> {
  const main = app.process();
  const patience = setTimeout(() => main.kill('SIGKILL'), CLOSE_TIMEOUT_MS);
  await app.close();
  clearTimeout(patience);
  expect(main.signalCode, 'Kaptar ends by itself when it is told to').toBeNull();
}

async function checkHealth(
  complaints: string[],
  allowed: RegExp | null,
  provide: Provide<void>,
): Promise<void> {
  await provide();
  const found = complaints.splice(0).filter((complaint) => !allowed?.test(complaint));
  expect(found, 'The window complains of nothing').toEqual([]);
}
