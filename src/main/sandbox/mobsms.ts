import { succeed } from './mobsms-answers.ts';
import { listInbox, listMessages, listOutbox, showDeliveryStats } from './mobsms-lists.ts';
import {
  callbacksFor,
  cancelMessage,
  deleteMessage,
  findMessage,
  receiveMessage,
  showMessage,
  unknownMessage,
  updateMessage,
  type Found,
} from './mobsms-messages.ts';
import {
  importContacts,
  setDefaultDevice,
  setSettings,
  setWebhooks,
  showAccount,
  showRelease,
  showSettings,
  showWebhooks,
} from './mobsms-pages.ts';
import { redeemPromo, showSubscription } from './mobsms-plan.ts';
import { NO_BALANCE, send, sendBulk } from './mobsms-send.ts';
import {
  authenticate,
  createKey,
  listKeys,
  logIn,
  logOut,
  register,
  revokeKey,
  showUser,
  signInWithGoogle,
} from './mobsms-sign-in.ts';
import {
  openWorld,
  type MobsmsOptions,
  type MobsmsToken,
  type MobsmsUser,
  type MobsmsWorld,
} from './mobsms-world.ts';
import type { Answer, VendorApi, VendorRequest, VendorTools } from './vendor-api.ts';

const refusals = {
  auth: { status: 401, body: { message: 'Unauthenticated.' } },
  message: { status: 422, body: { success: false, message: 'The message was rejected.' } },
  balance: NO_BALANCE,
  throttled: { status: 429, body: { message: 'Too Many Attempts.' } },
  failure: { status: 500, body: { message: 'Server Error' } },
};

/** A request whose key works. */
interface Call {
  readonly request: VendorRequest;
  readonly user: MobsmsUser;
  readonly token: MobsmsToken | null;
}

type Endpoint = (world: MobsmsWorld, call: Call) => Answer;

/** What needs no key. */
const OPEN: Readonly<Record<string, (world: MobsmsWorld, request: VendorRequest) => Answer>> = {
  'POST /login': logIn,
  'POST /register': register,
  'POST /auth/google': signInWithGoogle,
  'GET /app/latest': (world) => showRelease(world),
};

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'POST /logout': (world, { token }) => logOut(world, token),
  'GET /user': (world, { user }) => showUser(world, user),
  'GET /tokens': (world, { user }) => listKeys(world, user),
  'POST /tokens': (world, { user, request }) => createKey(world, user, request),
  'GET /account': (world, { user }) => showAccount(world, user),
  'GET /balance': (world, { user }) => showAccount(world, user),
  'POST /contacts/import': (world, { request }) => importContacts(world, request),
  'GET /devices': ({ devices }) => succeed(devices),
  'POST /devices/default-device': (world, { request }) => setDefaultDevice(world, request),
  'POST /sms': (world, { request }) => send(world, request),
  'POST /sms/bulk': (world, { request }) => sendBulk(world, request),
  'GET /sms': (world, { request }) => listMessages(world, request),
  'GET /sms/outbox': (world, { request }) => listOutbox(world, request),
  'GET /sms/inbox': (world, { request }) => listInbox(world, request),
  'GET /sms/delivery-stats': (world) => showDeliveryStats(world),
  'GET /settings': (world) => showSettings(world),
  'PUT /settings': (world, { request }) => setSettings(world, request),
  'GET /subscription': (world) => showSubscription(world),
  'POST /subscriptions/redeem-promo': (world, { request }) => redeemPromo(world, request),
  'GET /webhooks': (world) => showWebhooks(world),
  'PUT /webhooks': (world, { request }) => setWebhooks(world, request),
};

/** What is done to one message, below `/sms/{id}`. */
const OF_MESSAGE: Readonly<
  Record<string, (world: MobsmsWorld, found: Found, request: VendorRequest) => Answer>
> = {
  'GET ': showMessage,
  'PUT ': updateMessage,
  'PATCH ': updateMessage,
  'DELETE ': deleteMessage,
  'POST /cancel': cancelMessage,
};

/** MobSMS's API after mobsms-docs.txt. The purse is in the unit of its prices. */
export function openMobsmsApi(tools: VendorTools, options: MobsmsOptions): VendorApi {
  const world = openWorld(tools, options);
  return {
    refusals,
    isSend: ({ method, path }) => method === 'POST' && (path === '/sms' || path === '/sms/bulk'),
    handle: (request) => answer(world, request),
    callbacksFor: (entry) => callbacksFor(world, entry),
    receive: (message) => receiveMessage(world, message),
  };
}

function answer(world: MobsmsWorld, request: VendorRequest): Answer {
  const { method, path } = request;
  const open = OPEN[`${method} ${path}`];
  if (open) return open(world, request);
  const who = authenticate(world, request);
  if (!who) return refusals.auth;
  const endpoint = ENDPOINTS[`${method} ${path}`];
  if (endpoint) return endpoint(world, { request, ...who });

  const key = /^\/tokens\/([\w-]+)$/.exec(path)?.[1];
  if (key !== undefined && method === 'DELETE') return revokeKey(world, who.user, key);
  const [, id, action = ''] = /^\/sms\/([\w-]+)(\/cancel)?$/.exec(path) ?? [];
  const act = OF_MESSAGE[`${method} ${action}`];
  if (id !== undefined && act) {
    const found = findMessage(world, id);
    return found ? act(world, found, request) : unknownMessage();
  }
  return { status: 404, body: { message: `The route api${path} could not be found.` } };
}
