import { pushContacts } from '../services/mobsms-contacts.ts';
import {
  createKey,
  logOut,
  register,
  signIn,
  signInWithGoogle,
  type MobsmsTools,
} from '../services/mobsms-sign-in.ts';
import { readWebhooks, setWebhooks } from '../services/mobsms-webhooks.ts';
import {
  cancelMessage,
  deleteMessage,
  findRelease,
  getMessage,
  listDevices,
  listKeys,
  readAccount,
  readDeliveryStats,
  readMessages,
  readSettings,
  readSubscription,
  readUser,
  redeemPromo,
  revokeKey,
  setDefaultDevice,
  setSettings,
  updateMessage,
} from '../services/mobsms.ts';
import type { HandlersOf } from './handler.ts';

/** The calls named after MobSMS: a line a call. */
export function mobsmsHandlers(tools: MobsmsTools): HandlersOf<'mobsms'> {
  const nothing = () => ({});
  return {
    'mobsms.signIn': (input) => signIn(tools, input),
    'mobsms.register': (input) => register(tools, input),
    'mobsms.signInWithGoogle': (input) => signInWithGoogle(tools, input),
    'mobsms.logOut': ({ accountId }) => logOut(tools, accountId).then(nothing),
    'mobsms.user': ({ accountId }) => readUser(tools, accountId),
    'mobsms.account': ({ accountId }) => readAccount(tools, accountId),
    'mobsms.keys': ({ accountId }) => listKeys(tools, accountId),
    'mobsms.createKey': (input) => createKey(tools, input),
    'mobsms.revokeKey': (input) => revokeKey(tools, input).then(nothing),
    'mobsms.devices': ({ accountId }) => listDevices(tools, accountId),
    'mobsms.setDefaultDevice': (input) => setDefaultDevice(tools, input).then(nothing),
    'mobsms.release': ({ accountId }) => findRelease(tools, accountId),
    'mobsms.messages': (query) => readMessages(tools, query),
    'mobsms.message': (input) => getMessage(tools, input),
    'mobsms.updateMessage': (input) => updateMessage(tools, input).then(nothing),
    'mobsms.deleteMessage': (input) => deleteMessage(tools, input).then(nothing),
    'mobsms.cancelMessage': (input) => cancelMessage(tools, input).then(nothing),
    'mobsms.deliveryStats': ({ accountId }) => readDeliveryStats(tools, accountId),
    'mobsms.pushContacts': (input) => pushContacts(tools, input),
    'mobsms.settings': ({ accountId }) => readSettings(tools, accountId),
    'mobsms.setSettings': (input) => setSettings(tools, input),
    'mobsms.webhooks': ({ accountId }) => readWebhooks(tools, accountId),
    'mobsms.setWebhooks': (input) => setWebhooks(tools, input),
    'mobsms.subscription': ({ accountId }) => readSubscription(tools, accountId),
    'mobsms.redeemPromo': (input) => redeemPromo(tools, input),
  };
}
