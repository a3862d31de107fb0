import { resolve } from 'node:path';
import type { CallInput, CallOutput, EngineCall } from '../../shared/contract.ts';
import { valueOf } from '../../shared/errors.ts';
import { type App, createApp } from '../engine/app.ts';
import { createRescue, type Rescue } from '../engine/rescue.ts';
import type { Context } from './command.ts';
import { defaultDataDir } from './data-dir.ts';
import { exitCode } from './exit-code.ts';
import { callbackSecretFrom, secretFrom } from './secret.ts';

/** A call of the contract; an error that comes back is thrown. */
export async function ask<C extends EngineCall>(
  app: Pick<App, 'dispatch'>,
  name: C,
  input: CallInput<C>,
): Promise<CallOutput<C>> {
  return valueOf(await app.dispatch(name, input)) as CallOutput<C>;
}

type EndingSignal = keyof typeof exitCode.interrupted;
const signals = Object.keys(exitCode.interrupted) as EndingSignal[];

/** A signal ended the command before it was done. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: EndingSignal) {
    super(`Interrupted by ${signal}.`);
    this.name = 'Interrupted';
    this.exitCode = exitCode.interrupted[signal];
  }
}

/** Opens the books for `work`; nothing is sent. */
export async function withStore<T>(context: Context, work: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(context);
  try {
    await giveCallbackSecrets(app, context.env);
    return await work(app);
  } finally {
    await app.stop();
  }
}

/** Works with copies of the books, whether those can be read or not. */
export async function withCopies<T>(context: Context, work: (rescue: Rescue) => Promise<T>): Promise<T> {
  const rescue = createRescue({ dataDir: folderOf(context) });
  try {
    return await work(rescue);
  } finally {
    await rescue.stop();
  }
}

/**
 * Sends from this process while `work` lasts, for the accounts that it asks the app to serve: the others'
 * campaigns are none of this command's business. Afterwards what is on the wire still ends.
 */
export async function withEngine<T>(context: Context, work: (app: App) => Promise<T>): Promise<T> {
  return withStore(context, async (app) => {
    await app.start([]);
    return work(app);
  });
}

/**
 * Runs `work` with a signal that Ctrl+C, a closed terminal or a service manager's SIGTERM aborts; its reason
 * is an `Interrupted`. A second one leaves at once, as a crash would.
 */
export async function untilSignal<T>(
  context: Context,
  work: (interruption: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    const interrupted = new Interrupted(name as EndingSignal);
    if (controller.signal.aborted) process.exit(interrupted.exitCode);
    context.output.note('Stopping. What is on the wire may end; once more to leave at once.');
    controller.abort(interrupted);
  };
  for (const name of signals) process.on(name, onSignal);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, onSignal);
  }
}

/** The key is asked for when it is needed; the rest must be there before the listener and the first send. */
async function giveCallbackSecrets(app: App, env: NodeJS.ProcessEnv): Promise<void> {
  for (const { id, name } of await ask(app, 'accounts.list', {})) {
    for (const kind of ['callback-token', 'callback-key'] as const) {
      const secret = callbackSecretFrom(env, name, kind);
      if (secret !== undefined) await app.setSecret(id, secret, kind);
    }
  }
}

function openApp(context: Context): Promise<App> {
  return createApp({
    dataDir: folderOf(context),
    place: 'command-line',
    accountSecret: secretFrom(context.env),
  });
}

function folderOf(context: Context): string {
  return resolve(context.dataDir ?? defaultDataDir());
}
