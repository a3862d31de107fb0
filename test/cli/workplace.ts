import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/main/sandbox/server.ts';
import { jsonLines, kaptar, type Run, scratch } from './kaptar.ts';

/** Books of their own, with accounts at a sandbox in this process. */
export interface Workplace {
  readonly folder: string;
  readonly sandbox: Sandbox;
  /** Runs the command line on the books, with the key of the sandbox in its environment. */
  json(...args: string[]): Promise<Run>;
  /** The same, with something on stdin and another environment. */
  jsonWith(given: { stdin?: string; env?: Record<string, string> }, ...args: string[]): Promise<Run>;
  /** The objects that a command printed; throws unless it ended with 0. */
  tell<T = Record<string, unknown>>(...args: string[]): Promise<T[]>;
  addAccount(provider: ProviderId, name: string, ...set: string[]): Promise<void>;
}

export async function openWorkplace(options: SandboxOptions = {}): Promise<Workplace> {
  const folder = await scratch();
  const sandbox = await startSandbox({ deliveryDelayMs: 50, ...options });
  onTestFinished(() => sandbox.close());
  const jsonWith: Workplace['jsonWith'] = ({ stdin = '', env = {} }, ...args) =>
    kaptar(
      [...args, '--data-dir', join(folder, 'data'), '--json'],
      { KAPTAR_SECRET: sandbox.token, ...env },
      stdin,
    );
  const json: Workplace['json'] = (...args) => jsonWith({}, ...args);
  const tell = async <T>(...args: string[]): Promise<T[]> => {
    const run = await json(...args);
    if (run.code !== 0) throw new Error(`kaptar ${args.join(' ')}: ${JSON.stringify(run)}`);
    return jsonLines<T>(run);
  };
  return {
    folder,
    sandbox,
    json,
    jsonWith,
    tell,
    async addAccount(provider, name, ...set) {
      const settings = ['pollSeconds=0.2', ...set].flatMap((each) => ['--set', each]);
      const at = ['--provider', provider, '--name', name, '--base-url', sandbox.urls[provider]];
      await tell('account', 'add', ...at, ...settings);
    },
  };
}
