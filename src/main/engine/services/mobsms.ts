import type { ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type {
  MobsmsAccount,
  MobsmsApiKey,
  MobsmsDeliveryStats,
  MobsmsDevice,
  MobsmsMessage,
  MobsmsMessagePage,
  MobsmsRelease,
  MobsmsSubscription,
  MobsmsUser,
} from '../../../shared/mobsms.ts';
import { askMobsms, askMobsmsAs } from './mobsms-ask.ts';
import { maskUrl } from './mobsms-webhooks.ts';
import type { VendorTools } from './vendor-account.ts';

/** MobSMS's own pages, fresh at each call. All throw as `withVendor` does. */

/** *Get authenticated user*. */
export function readUser(tools: VendorTools, accountId: number): Promise<MobsmsUser> {
  return askMobsms(tools, accountId, (client, signal) => client.readUser(signal));
}

/** *Account overview*. */
export function readAccount(tools: VendorTools, accountId: number): Promise<MobsmsAccount> {
  return askMobsms(tools, accountId, (client, signal) => client.readAccount(signal));
}

/** *List API keys*. */
export function listKeys(tools: VendorTools, accountId: number): Promise<MobsmsApiKey[]> {
  return askMobsms(tools, accountId, (client, signal) => client.listKeys(signal));
}

/**
 * *Revoke an API key*. Which of them Kaptar's own is, nobody can tell, since a list never shows the keys: the
 * next check of the account would show that it was this one.
 */
export function revokeKey(
  tools: VendorTools,
  { accountId, id }: ParsedInput<'mobsms.revokeKey'>,
): Promise<void> {
  return askMobsms(tools, accountId, (client, signal) => client.revokeKey(id, signal));
}

/** *Devices*. */
export function listDevices(tools: VendorTools, accountId: number): Promise<MobsmsDevice[]> {
  return askMobsms(tools, accountId, (client, signal) => client.listDevices(signal));
}

/** *Set the user's default device*, through which a send without `device_id` goes. */
export function setDefaultDevice(
  tools: VendorTools,
  { accountId, id }: ParsedInput<'mobsms.setDefaultDevice'>,
): Promise<void> {
  return askMobsms(tools, accountId, (client, signal) => client.setDefaultDevice(id, signal));
}

/** *Latest gateway-app release*; needs no key. */
export function findRelease(tools: VendorTools, accountId: number): Promise<MobsmsRelease | null> {
  return askMobsmsAs(tools, accountId, null, (client, signal) => client.findRelease(signal));
}

/** A page of messages. Throws `invalid-input` for a device that is not named by its number. */
export async function readMessages(
  tools: VendorTools,
  { accountId, ...query }: ParsedInput<'mobsms.messages'>,
): Promise<MobsmsMessagePage> {
  if (query.deviceId !== null && !/^\d+$/.test(query.deviceId)) {
    throw new AppError('invalid-input', 'The list filters by the number of a device, such as 5.', {
      reason: 'device-filter',
    });
  }
  const list = await askMobsms(tools, accountId, (client, signal) => client.readMessages(query, signal));
  const { messages, page, perPage, total } = list;
  return { messages: messages.map(withoutSecret), page, perPage, total };
}

/** One message by its number or its UUID. */
export async function getMessage(
  tools: VendorTools,
  { accountId, id }: ParsedInput<'mobsms.message'>,
): Promise<MobsmsMessage> {
  return withoutSecret(await askMobsms(tools, accountId, (client, signal) => client.getMessage(id, signal)));
}

/** *Update a message*. Throws `invalid-input` where nothing is to be changed. */
export async function updateMessage(
  tools: VendorTools,
  { accountId, id, ...change }: ParsedInput<'mobsms.updateMessage'>,
): Promise<void> {
  if (change.status === undefined && change.errorMessage === undefined) {
    throw new AppError('invalid-input', 'Say what to change: the status or the error message.', {
      reason: 'no-change',
    });
  }
  await askMobsms(tools, accountId, (client, signal) => client.updateMessage(id, change, signal));
}

/**
 * *Delete a message* from MobSMS's records; what was sent stays sent. Throws `not-found` for an unknown id, and
 * `conflict` while a message to the same person is uncertain: this may be the one that a look-up is about to find,
 * and without it Kaptar would take that for never sent and send it again.
 */
export async function deleteMessage(
  tools: VendorTools,
  { accountId, id }: ParsedInput<'mobsms.deleteMessage'>,
): Promise<void> {
  const { recipient } = await askMobsms(tools, accountId, (client, signal) => client.getMessage(id, signal));
  // One that does not say to whom it went may be anybody's.
  const digits = recipient?.replace(/\D/g, '') ?? '';
  if (await tools.store.hasUncertain(accountId, digits === '' ? null : `+${digits}`)) {
    throw new AppError(
      'conflict',
      'Kaptar does not know yet whether a message to this person was sent, and looks for it in these records. ' +
        'Wait until it has found out, or decide about the unknown message of the campaign first.',
      { reason: 'message-uncertain' },
    );
  }
  await askMobsms(tools, accountId, (client, signal) => client.deleteMessage(id, signal));
}

/** *Cancel*. Throws `conflict` where it is too late. */
export function cancelMessage(
  tools: VendorTools,
  { accountId, id }: ParsedInput<'mobsms.cancelMessage'>,
): Promise<void> {
  return askMobsms(tools, accountId, (client, signal) => client.cancelMessage(id, signal));
}

/** *Delivery statistics*. */
export function readDeliveryStats(tools: VendorTools, accountId: number): Promise<MobsmsDeliveryStats> {
  return askMobsms(tools, accountId, (client, signal) => client.readDeliveryStats(signal));
}

/** *Settings*. */
export function readSettings(tools: VendorTools, accountId: number): Promise<{ keepInbound: boolean }> {
  return askMobsms(tools, accountId, (client, signal) => client.readSettings(signal));
}

/** *Update settings*: whether MobSMS keeps what comes in. Answers the settings as they are then. */
export function setSettings(
  tools: VendorTools,
  { accountId, ...settings }: ParsedInput<'mobsms.setSettings'>,
): Promise<{ keepInbound: boolean }> {
  return askMobsms(tools, accountId, (client, signal) => client.writeSettings(settings, signal));
}

/** *Subscription*. */
export function readSubscription(tools: VendorTools, accountId: number): Promise<MobsmsSubscription> {
  return askMobsms(tools, accountId, (client, signal) => client.readSubscription(signal));
}

/** *Redeem a promo code*. Throws `conflict` with MobSMS's words for one that is not valid. */
export function redeemPromo(
  tools: VendorTools,
  { accountId, code }: ParsedInput<'mobsms.redeemPromo'>,
): Promise<MobsmsSubscription> {
  return askMobsms(tools, accountId, (client, signal) => client.redeemPromo(code, signal));
}

/** A message may show the address that we gave with it, and that holds a secret. */
function withoutSecret(message: MobsmsMessage): MobsmsMessage {
  return { ...message, callbackUrl: maskUrl(message.callbackUrl) };
}
