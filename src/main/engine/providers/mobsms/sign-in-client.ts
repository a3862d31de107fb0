import { z } from 'zod';
import type { MobsmsApiKey, MobsmsUser } from '../../../../shared/mobsms.ts';
import { rowsOf, Text, VendorId } from '../answer.ts';
import { redactor } from '../http.ts';
import { AccountTrouble } from '../provider.ts';
import { Anything, pathTo, type MobsmsApi } from './api.ts';
import { Time } from './fields.ts';

/**
 * *Authentication* and *API Keys* of the MobSMS document. All throw `AccountTrouble`; no password and no
 * Google token is in its words.
 */
export interface SignInClient {
  /** *Login*; needs no key. `auth` for a wrong password. */
  logIn(input: { email: string; password: string }, signal: AbortSignal): Promise<MobsmsSession>;
  /** *Register*: name up to 255 characters, an e-mail that is new, at least 6 characters of password; no key. */
  register(
    input: { name: string; email: string; password: string },
    signal: AbortSignal,
  ): Promise<MobsmsSession>;
  /** *Sign in with Google*, with the token of Google Identity Services; needs no key. */
  signInWithGoogle(idToken: string, signal: AbortSignal): Promise<MobsmsSession>;
  /** *Logout user*: the key that this client was opened with works no longer. */
  logOut(signal: AbortSignal): Promise<void>;
  /** *Get authenticated user*. */
  readUser(signal: AbortSignal): Promise<MobsmsUser>;
  /** *List API keys*: never the keys themselves. */
  listKeys(signal: AbortSignal): Promise<MobsmsApiKey[]>;
  /** *Create a new API key*; the only time that it is told. `abilities` is left out where not given. */
  createKey(
    name: string,
    abilities: readonly string[] | undefined,
    signal: AbortSignal,
  ): Promise<{ key: MobsmsApiKey; token: string }>;
  /** *Revoke an API key*. */
  revokeKey(id: string, signal: AbortSignal): Promise<void>;
}

/** A token that works as a key until `logOut`. */
export interface MobsmsSession {
  readonly token: string;
  readonly user: MobsmsUser;
}

const User = z
  .object({ id: Text, name: Text, email: Text, plan: Text, premium_expires_at: Time })
  .transform(({ premium_expires_at: premiumUntil, ...user }): MobsmsUser => ({ ...user, premiumUntil }));
const NOBODY: MobsmsUser = { id: null, name: null, email: null, plan: null, premiumUntil: null };
const Token = z.string().trim().min(1);
/** `token_type` is not read: every example says `Bearer`, and nothing else is documented. */
const SessionAnswer = z.object({ data: z.object({ token: Token, user: User.catch(NOBODY) }) });
const UserAnswer = z.object({ data: User });

const Key = z
  .object({
    id: VendorId,
    name: Text,
    abilities: z.array(z.string()).nullish().catch([]),
    last_used_at: Time,
    created_at: Time,
  })
  .transform((key): MobsmsApiKey => ({
    id: key.id,
    name: key.name ?? '',
    abilities: key.abilities ?? [],
    lastUsedAt: key.last_used_at,
    createdAt: key.created_at,
  }));
const KeysAnswer = z.object({ data: rowsOf(Key) });
const NewKeyAnswer = z.object({ data: z.object({ token: Token }).and(Key) });

/** The calls of these chapters over an open API, with or without a key in it. */
export function openSignIn(api: MobsmsApi): SignInClient {
  /** Starts a session. Whatever a server writes back, the secret that was given is not in an error's words. */
  async function start(
    path: string,
    json: object,
    given: string,
    signal: AbortSignal,
  ): Promise<MobsmsSession> {
    try {
      return (await api.ask('signing in', { method: 'POST', path, json }, SessionAnswer, signal)).data;
    } catch (error) {
      if (!(error instanceof AccountTrouble)) throw error;
      throw new AccountTrouble(error.kind, redactor(given)(error.message));
    }
  }
  return {
    logIn: ({ email, password }, signal) => start('/login', { email, password }, password, signal),

    register({ name, email, password }, signal) {
      const json = { name, email, password, password_confirmation: password };
      return start('/register', json, password, signal);
    },

    signInWithGoogle: (idToken, signal) => start('/auth/google', { id_token: idToken }, idToken, signal),

    async logOut(signal) {
      await api.ask('logging out', { method: 'POST', path: '/logout' }, Anything, signal);
    },

    async readUser(signal) {
      return (await api.ask('the user', { method: 'GET', path: '/user' }, UserAnswer, signal)).data;
    },

    async listKeys(signal) {
      return (await api.ask('API keys', { method: 'GET', path: '/tokens' }, KeysAnswer, signal)).data;
    },

    async createKey(name, abilities, signal) {
      const json = { name, ...(abilities === undefined ? {} : { abilities }) };
      const request = { method: 'POST', path: '/tokens', json } as const;
      const { token, ...key } = (await api.ask('API keys', request, NewKeyAnswer, signal)).data;
      // The answer shows no abilities: they are what was asked for.
      return { key: { ...key, name: key.name || name, abilities: [...(abilities ?? key.abilities)] }, token };
    },

    async revokeKey(id, signal) {
      await api.ask('API keys', { method: 'DELETE', path: pathTo('/tokens', id) }, Anything, signal);
    },
  };
}
