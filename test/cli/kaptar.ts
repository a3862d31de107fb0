import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const ENTRY = join(import.meta.dirname, '../../src/main/cli/main.ts');
/** What Node has made of the sources: without it half the time of a run goes into reading the same modules anew. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'kaptar-compiled');

/** What one run of the command line left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when stdout and stderr so far match. */
  saw(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Run>;
}

/** The status that a command printed last. */
export interface Status {
  readonly campaign: number;
  readonly name: string;
  readonly state: string;
  readonly pauseReason: string | null;
  readonly pauseDetail: string | null;
  readonly states: Record<string, number>;
  readonly parts: number;
  readonly cost: number | null;
  readonly currency: string | null;
}

/** Starts the real command line as a process of its own; nothing of the caller's set-up leaks into it. */
export function startKaptar(args: readonly string[], env: Record<string, string> = {}, stdin = ''): Running {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(KAPTAR|VITEST|NODE_)/.test(name));
  const child = spawn(process.execPath, [ENTRY, ...args], {
    env: { ...Object.fromEntries(inherited), ELECTRON_RUN_AS_NODE: '1', NODE_COMPILE_CACHE, ...env },
  });
  child.stdin.end(stdin);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = new Promise<Run>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });

  const saw = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(stdout + stderr);
        if (match) resolve(match);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      look();
      void ended.then((run) => reject(new Error(`ended without ${String(pattern)}: ${JSON.stringify(run)}`)));
    });
  return { child, saw, ended };
}

/** Runs the real command line to its end. */
export function kaptar(args: readonly string[], env: Record<string, string> = {}, stdin = ''): Promise<Run> {
  return startKaptar(args, env, stdin).ended;
}

/** Every line of stdout as an object: throws if any is something else. */
export function jsonLines<T = Record<string, unknown>>({ stdout }: Run): T[] {
  if (stdout !== '' && !stdout.endsWith('\n')) throw new Error(`An unfinished line: ${stdout}`);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const value: unknown = JSON.parse(line);
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new Error(`Not an object: ${line}`);
      return value as T;
    });
}

/** The status that a run printed last. */
export function lastStatus(run: Run): Status {
  const status = jsonLines<Status>(run).at(-1);
  if (!status) throw new Error(`No line on stdout: ${JSON.stringify(run)}`);
  return status;
}

/** A folder that is gone after the test. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kaptar-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A file of `count` people with Uzbek mobile numbers, written without a country. */
export async function writeContacts(file: string, count: number): Promise<string> {
  const rows = Array.from({ length: count }, (_, index) => `90 ${String(1_000_000 + index)},Ism ${index}`);
  await writeFile(file, ['Telefon,Ism', ...rows, ''].join('\n'));
  return file;
}
