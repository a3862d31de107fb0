import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { done, refuse, requiredText, succeed, text, unknownModel, withBody } from './mobsms-answers.ts';
import { isoTime, type MobsmsToken, type MobsmsUser, type MobsmsWorld } from './mobsms-world.ts';
import { premiumUntil } from './mobsms-plan.ts';
import type { Answer, VendorRequest } from './vendor-api.ts';

/** The only ID token that the sandbox takes for Google's; it is of `ali@gmail.com`. */
export const SANDBOX_GOOGLE_TOKEN = 'sandbox-google-token';

const Login = z.strictObject({ email: requiredText(255), password: requiredText(255) });
const Registration = z
  .strictObject({
    name: requiredText(255),
    email: requiredText(255).refine((email) => /^[^@\s]+@[^@\s]+$/.test(email), 'must be a valid address.'),
    password: requiredText(255).refine((password) => password.length >= 6, 'must be at least 6 characters.'),
    password_confirmation: requiredText(255),
  })
  .refine((fields) => fields.password === fields.password_confirmation, {
    path: ['password'],
    message: 'confirmation does not match.',
  });
const Google = z.strictObject({ id_token: requiredText(10_000) });
const NewKey = z.strictObject({ name: requiredText(255), abilities: z.array(text(255)).optional() });

/** Who asks, and with which token; undefined for nobody. The sandbox's own token always works. */
export function authenticate(
  world: MobsmsWorld,
  request: VendorRequest,
): { user: MobsmsUser; token: MobsmsToken | null } | undefined {
  const key = /^Bearer (.+)$/.exec(String(request.headers.authorization))?.[1];
  const [first] = world.users;
  if (key === world.tools.token && first) return { user: first, token: null };
  const token = world.tokens.find((one) => one.token === key);
  const user = world.users.find(({ id }) => id === token?.userId);
  if (!token || !user) return undefined;
  token.lastUsedAt = Date.now();
  return { user, token };
}

/** *Login*. */
export function logIn(world: MobsmsWorld, request: VendorRequest): Answer {
  return withBody(request, Login, ({ email, password }) => {
    const user = findByEmail(world, email);
    if (!user || user.password === '' || user.password !== password) {
      return refuse(401, 'Invalid credentials');
    }
    return startSession(world, user, 'Login successful', 200);
  });
}

/** *Register*. */
export function register(world: MobsmsWorld, request: VendorRequest): Answer {
  const Unique = Registration.refine((fields) => !findByEmail(world, fields.email), {
    path: ['email'],
    message: 'has already been taken.',
  });
  return withBody(request, Unique, ({ name, email, password }) => {
    const user = addUser(world, { name, email, password });
    return startSession(world, user, 'Registration successful', 201);
  });
}

/** *Sign in with Google*: links by e-mail, or makes the user. */
export function signInWithGoogle(world: MobsmsWorld, request: VendorRequest): Answer {
  return withBody(request, Google, ({ id_token: idToken }) => {
    if (idToken !== SANDBOX_GOOGLE_TOKEN) return refuse(401, 'Invalid Google token');
    const email = 'ali@gmail.com';
    const user = findByEmail(world, email) ?? addUser(world, { name: 'Ali', email, password: '' });
    return startSession(world, user, 'Login successful', 200);
  });
}

/** *Logout user*: ends the token that asks. */
export function logOut(world: MobsmsWorld, token: MobsmsToken | null): Answer {
  if (token) removeToken(world, token);
  return done('Logout successful');
}

/** *Get authenticated user*. */
export function showUser(world: MobsmsWorld, user: MobsmsUser): Answer {
  return succeed({
    ...shownUser(user),
    plan: world.isPremium ? 'premium' : 'free',
    premium_expires_at: premiumUntil(world),
  });
}

/** *List the user's API keys*: never the keys themselves. */
export function listKeys(world: MobsmsWorld, user: MobsmsUser): Answer {
  return succeed(
    keysOf(world, user).map(({ id, name, abilities, lastUsedAt, createdAt }) => ({
      id,
      name,
      abilities,
      last_used_at: lastUsedAt === null ? null : isoTime(lastUsedAt),
      created_at: isoTime(createdAt),
    })),
  );
}

/** *Create a new API key*: the only time that it is told. */
export function createKey(world: MobsmsWorld, user: MobsmsUser, request: VendorRequest): Answer {
  return withBody(request, NewKey, ({ name, abilities = ['*'] }) => {
    const { id, token, createdAt } = addToken(world, user, { name, abilities, isSession: false });
    const message = 'API key created. Copy it now — it will not be shown again.';
    return succeed({ id, name, token, created_at: isoTime(createdAt) }, message, 201);
  });
}

/** *Revoke (delete) an API key the user owns*. */
export function revokeKey(world: MobsmsWorld, user: MobsmsUser, id: string): Answer {
  const key = keysOf(world, user).find((one) => String(one.id) === id);
  if (!key) return unknownModel('PersonalAccessToken');
  removeToken(world, key);
  return done('API key revoked');
}

/** A user as the API shows one, without the password. */
export function shownUser({ id, name, email }: MobsmsUser) {
  return { id, name, email };
}

function startSession(world: MobsmsWorld, user: MobsmsUser, message: string, status: number): Answer {
  const { token } = addToken(world, user, { name: 'session', abilities: ['*'], isSession: true });
  return succeed({ token, user: shownUser(user), token_type: 'Bearer' }, message, status);
}

function findByEmail({ users }: MobsmsWorld, email: string): MobsmsUser | undefined {
  return users.find((user) => user.email.toLowerCase() === email.toLowerCase());
}

function addUser({ users }: MobsmsWorld, fields: Omit<MobsmsUser, 'id'>): MobsmsUser {
  const user = { id: users.length + 1, ...fields };
  users.push(user);
  return user;
}

function keysOf({ tokens }: MobsmsWorld, user: MobsmsUser): MobsmsToken[] {
  return tokens.filter(({ userId, isSession }) => userId === user.id && !isSession);
}

/** Written as Sanctum does: the id, a bar and 40 characters. */
function addToken(
  world: MobsmsWorld,
  user: MobsmsUser,
  fields: Pick<MobsmsToken, 'name' | 'abilities' | 'isSession'>,
): MobsmsToken {
  const id = world.nextTokenId++;
  const token = `${id}|${randomBytes(30).toString('base64url')}`;
  const added = { id, userId: user.id, token, createdAt: Date.now(), lastUsedAt: null, ...fields };
  world.tokens.push(added);
  return added;
}

function removeToken({ tokens }: MobsmsWorld, token: MobsmsToken): void {
  tokens.splice(tokens.indexOf(token), 1);
}
