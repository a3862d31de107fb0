import { hostname } from 'node:os';
import type { ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { MobsmsApiKey, MobsmsUser } from '../../../shared/mobsms.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { MobsmsClient, MobsmsSession } from '../providers/mobsms/client.ts';
import { AccountTrouble } from '../providers/provider.ts';
import type { Queue } from '../queue/engine.ts';
import { askMobsms, askMobsmsAs } from './mobsms-ask.ts';
import type { VendorTools } from './vendor-account.ts';

export interface MobsmsTools extends VendorTools {
  readonly queue: Queue;
  readonly emitter: Emitter;
}

/** Ending the session is only tidy: nobody should wait long for it. */
const LOG_OUT_LIMIT_MS = 5_000;

/** Characters of a key's name, at most (*Create a new API key*). */
const LONGEST_KEY_NAME = 255;

/**
 * Signs the account in and makes it an API key of its own, `Kaptar on <computer>`, which is all that is kept:
 * the password is forgotten. Throws `account` where MobSMS knows no such user, or makes no key.
 */
export function signIn(
  tools: MobsmsTools,
  { accountId, email, password }: ParsedInput<'mobsms.signIn'>,
): Promise<MobsmsUser> {
  return takeUp(tools, accountId, (client, signal) => client.logIn({ email, password }, signal));
}

/** Makes a new user at MobSMS and goes on as `signIn`. Throws `conflict` where the e-mail is taken. */
export function register(
  tools: MobsmsTools,
  { accountId, ...user }: ParsedInput<'mobsms.register'>,
): Promise<MobsmsUser> {
  return takeUp(tools, accountId, (client, signal) => client.register(user, signal));
}

/** As `signIn`, with the token of Google Identity Services. */
export function signInWithGoogle(
  tools: MobsmsTools,
  { accountId, idToken }: ParsedInput<'mobsms.signInWithGoogle'>,
): Promise<MobsmsUser> {
  return takeUp(tools, accountId, (client, signal) => client.signInWithGoogle(idToken, signal));
}

/** Ends the account's key at MobSMS and forgets it; one that works no longer is forgotten, too. */
export async function logOut(tools: MobsmsTools, accountId: number): Promise<void> {
  await askMobsms(tools, accountId, async (client, signal) => {
    try {
      await client.logOut(signal);
    } catch (error) {
      if (!(error instanceof AccountTrouble && error.kind === 'auth')) throw error;
    }
  });
  changeKey(tools, accountId, null);
}

/** Makes a key for another program: the only time that it is told. */
export function createKey(
  tools: MobsmsTools,
  { accountId, name, abilities }: ParsedInput<'mobsms.createKey'>,
): Promise<{ key: MobsmsApiKey; token: string }> {
  return askMobsms(tools, accountId, (client, signal) => client.createKey(name, abilities, signal));
}

async function takeUp(
  tools: MobsmsTools,
  accountId: number,
  start: (client: MobsmsClient, signal: AbortSignal) => Promise<MobsmsSession>,
): Promise<MobsmsUser> {
  const session = await askMobsmsAs(tools, accountId, null, async (client, signal) => {
    try {
      return await start(client, signal);
    } catch (error) {
      if (!(error instanceof AccountTrouble && error.kind === 'auth')) throw error;
      throw new AppError('account', `MobSMS refused the sign-in: ${error.message}.`, {
        reason: 'sign-in-refused',
      });
    }
  });
  const key = await askMobsmsAs(tools, accountId, session.token, makeOwnKey);
  const user = await askMobsmsAs(tools, accountId, key, async (client, signal) => {
    try {
      return await client.readUser(signal);
    } catch (error) {
      if (!(error instanceof AccountTrouble)) throw error;
      // Who signed in is known already; that the new key works is what counts here.
      if (error.kind === 'auth') throw noKey('it does not take the key that it made');
      return session.user;
    }
  });
  changeKey(tools, accountId, key);
  return user;
}

/** Makes the key with the session's token, and ends the session in any case. */
async function makeOwnKey(client: MobsmsClient, signal: AbortSignal): Promise<string> {
  const name = `Kaptar on ${hostname()}`.slice(0, LONGEST_KEY_NAME);
  try {
    return (await client.createKey(name, undefined, signal)).token;
  } catch (error) {
    throw error instanceof AccountTrouble ? noKey(error.message) : error;
  } finally {
    // It ends by itself some day.
    await client.logOut(AbortSignal.timeout(LOG_OUT_LIMIT_MS)).catch(() => {});
  }
}

function noKey(words: string): AppError {
  return new AppError(
    'account',
    `The sign-in worked, but MobSMS made no API key for Kaptar (${words}). Nothing was kept. ` +
      'Try again, or make a key in its dashboard and enter it here.',
    { reason: 'no-key-made' },
  );
}

/** Keeps the key, or forgets it (null), and lets the account's lane go on with what there is now. */
function changeKey({ secrets, queue, emitter }: MobsmsTools, accountId: number, key: string | null): void {
  secrets.keep(accountId, 'key', key);
  // Not waited for: what is on the wire may take as long as the account's time-out.
  void queue.refresh(accountId);
  emitter.emit('changed', { topic: 'accounts' });
}
