import type { Account } from '../../../shared/account.ts';
import { AppError } from '../../../shared/errors.ts';
import type { MobsmsApiKey, MobsmsUser } from '../../../shared/mobsms.ts';
import { accountCommand, type AccountScope } from '../account-command.ts';
import { operand, repeated, required } from '../arguments.ts';
import type { Context } from '../command.ts';
import { oneLine } from '../output.ts';
import { done, plain, type Printer } from '../record.ts';
import { readSecret } from '../secret-input.ts';
import { secretVariable } from '../secret.ts';
import { text } from '../values.ts';

/** MobSMS's pages that make and end keys. A new key is printed once, since the command line keeps none. */

const email = operand('EMAIL', 'The e-mail address of the MobSMS account.', text);

export const mobsmsSignIn = accountCommand(
  {
    name: 'mobsms sign-in',
    summary: 'Signs in with e-mail and password; prints a new API key, this once.',
    parameters: { email },
    needsSecret: false,
  },
  async (scope, { email: address }) => {
    const password = await readPassword(scope.context);
    return withNewKey(scope, () => scope.ask('mobsms.signIn', { email: address, password }));
  },
  printSignedIn(),
);

export const mobsmsRegister = accountCommand(
  {
    name: 'mobsms register',
    summary: 'Opens a MobSMS account; prints a new API key, this once.',
    parameters: { email, name: required('N', 'Whose account it is.', text) },
    needsSecret: false,
  },
  async (scope, { email: address, name }) => {
    const password = await readPassword(scope.context);
    return withNewKey(scope, () => scope.ask('mobsms.register', { email: address, name, password }));
  },
  printSignedIn(),
);

export const mobsmsLogOut = accountCommand(
  {
    name: 'mobsms log-out',
    summary: "Ends the session of the account's key, which does not work afterwards.",
  },
  ({ ask }) => ask('mobsms.logOut', {}),
  done('Logged out: the key does not work any more. Remove it from the environment.'),
);

export const mobsmsKeyCreate = accountCommand(
  {
    name: 'mobsms key-create',
    summary: 'Makes an API key for another program; prints it, this once.',
    parameters: {
      name: operand('NAME', 'What it is for.', text),
      ability: repeated('WORD', "What it may do, in MobSMS's words; its own choice if none is given.", text),
    },
  },
  ({ ask }, { name, ability }) =>
    ask('mobsms.createKey', { name, ...(ability.length > 0 && { abilities: ability }) }),
  async (output, { key, token }: { key: MobsmsApiKey; token: string }) => {
    const words = `The new key ${key.id} "${oneLine(key.name)}", which is shown this once:\n${token}`;
    await output.print({ ...(plain(key) as object), key: token }, words);
  },
);

interface SignedIn {
  readonly account: Account;
  readonly user: MobsmsUser;
  readonly key: string;
}

/** From the environment, where a script keeps it, else from stdin. */
async function readPassword(context: Context): Promise<string> {
  return context.env['KAPTAR_PASSWORD'] || (await readSecret(context, 'The password'));
}

/** Listens for the key that the engine makes while `signIn` lasts. */
async function withNewKey(
  { app, account }: AccountScope,
  signIn: () => Promise<MobsmsUser>,
): Promise<SignedIn> {
  let key: string | undefined;
  const stopListening = app.onSecret((accountId, kind, secret) => {
    if (accountId === account.id && kind === 'key' && secret !== null) key = secret;
  });
  try {
    const user = await signIn();
    if (key === undefined) throw new AppError('internal', 'MobSMS gave no key. Make one in its dashboard.');
    return { account, user, key };
  } finally {
    stopListening();
  }
}

function printSignedIn(): Printer<SignedIn> {
  return async (output, { account, user, key }) => {
    const variable = secretVariable(account.name);
    const words = [
      `Signed in as ${oneLine(user.email ?? user.name ?? 'the user of this key')}.`,
      `The account's new key is shown this once; it is read from ${variable}:`,
      key,
    ];
    await output.print({ account: account.id, ...(plain(user) as object), key, variable }, words.join('\n'));
  };
}
