import { CallbackSettings, type CallbackStanding, CallbackTopic } from '../../../shared/callbacks.ts';
import { AppError } from '../../../shared/errors.ts';
import { accountCommand } from '../account-command.ts';
import { flag, operand, optional, UsageError } from '../arguments.ts';
import { command } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import type { Output } from '../output.ts';
import { record } from '../record.ts';
import { callbackSecretFrom, secretVariable, TOKEN_RECIPE } from '../secret.ts';
import { oneOf, portNumber, text } from '../values.ts';

export const callbacksShow = command(
  {
    name: 'callbacks show',
    summary: "Prints how the listener for the providers' calls is set up.",
    parameters: {},
  },
  async (_values, context) => {
    await printSettings(context.output, await withStore(context, (app) => ask(app, 'callbacks.get', {})));
    return exitCode.done;
  },
);

export const callbacksSet = command(
  {
    name: 'callbacks set',
    summary: "Sets up the listener for the providers' calls; what is not said stays as it is.",
    parameters: {
      enable: flag('Listen.'),
      disable: flag('Do not listen.'),
      host: optional('ADDRESS', 'The address of this computer to listen at; 127.0.0.1 at first.', text),
      port: optional('N', 'The port; 0 for any free one.', portNumber),
      'public-url': optional('URL', 'Where providers reach it; - for nowhere.', text),
    },
  },
  async ({ enable, disable, host, port, 'public-url': publicUrl }, context) => {
    if (enable && disable) throw new UsageError('--enable and --disable exclude each other.');
    const changes = {
      ...((enable || disable) && { enabled: enable }),
      ...(host !== undefined && { host }),
      ...(port !== undefined && { port }),
      ...(publicUrl !== undefined && { publicUrl: publicUrl === '-' ? '' : publicUrl }),
    };
    if (Object.keys(changes).length === 0) throw new UsageError('Say what to change.');
    const checked = CallbackSettings.partial().safeParse(changes);
    if (!checked.success) throw new UsageError(checked.error.issues.map(({ message }) => message).join(' '));
    const standing = await withStore(context, async (app) => {
      const { settings } = await ask(app, 'callbacks.get', {});
      return ask(app, 'callbacks.set', { ...settings, ...changes });
    });
    await printSettings(context.output, standing);
    return exitCode.done;
  },
);

export const callbacksUrl = accountCommand(
  {
    name: 'callbacks url',
    summary: "Prints the address that the account's provider is to call, with a secret in it.",
    parameters: {
      topic: operand(
        CallbackTopic.options.join('|'),
        'What the calls are about: delivery, or received messages.',
        oneOf(CallbackTopic.options),
      ),
    },
    needsSecret: false,
  },
  async ({ ask: of, account, context }, { topic }) => {
    requireToken(context.env, account.name);
    return of('callbacks.url', { topic });
  },
  (output, { url }) => output.print({ url }, url),
);

/** Throws where there is no token: the engine would make one, and the address would be dead with the command. */
export function requireToken(env: NodeJS.ProcessEnv, accountName: string): void {
  if (callbackSecretFrom(env, accountName, 'callback-token') !== undefined) return;
  const variable = secretVariable(accountName, 'callback-token');
  const words =
    `The address needs a token that stays: the command line keeps none. Set ${variable} to 32 random letters ` +
    `(${TOKEN_RECIPE} makes them) wherever kaptar runs for this account.`;
  throw new AppError('account', words, { reason: 'no-callback-token' });
}

/** The settings only: who listens is the process that sends, and this is another one. */
async function printSettings(output: Output, { settings }: CallbackStanding): Promise<void> {
  await record(output, settings);
  if (settings.enabled)
    output.note(
      'Kaptar listens while it is open on this data folder; one that is open, from its next start on.',
    );
}
