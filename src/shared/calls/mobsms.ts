import { z } from 'zod';
import {
  MobsmsAccount,
  MobsmsApiKey,
  MobsmsDeliveryStats,
  MobsmsDevice,
  MobsmsMessage,
  MobsmsMessagePage,
  MobsmsMessageQuery,
  MobsmsRegistration,
  MobsmsRelease,
  MobsmsSettingsPage,
  MobsmsSignIn,
  MobsmsStatusWord,
  MobsmsSubscription,
  MobsmsUser,
  MobsmsWebhooks,
} from '../mobsms.ts';
import { call, nothing, ofAccount } from './call.ts';

/** Calls about what only MobSMS has. */
export const mobsmsCalls = {
  /** Makes an API key of Kaptar's own and keeps it; the password is forgotten. */
  'mobsms.signIn': call(MobsmsSignIn, MobsmsUser),
  'mobsms.register': call(MobsmsRegistration, MobsmsUser),
  /** Ends the session of the account's key at the provider; the key does not work afterwards. */
  'mobsms.logOut': call(ofAccount, nothing),
  'mobsms.user': call(ofAccount, MobsmsUser),
  'mobsms.account': call(ofAccount, MobsmsAccount),
  'mobsms.keys': call(ofAccount, z.array(MobsmsApiKey)),
  'mobsms.revokeKey': call(z.object({ accountId: z.int(), id: z.string().max(50) }), nothing),
  'mobsms.devices': call(ofAccount, z.array(MobsmsDevice)),
  'mobsms.setDefaultDevice': call(z.object({ accountId: z.int(), id: z.string().max(255) }), nothing),
  /** The gateway app; null where none is published. */
  'mobsms.release': call(ofAccount, MobsmsRelease.nullable()),
  'mobsms.messages': call(MobsmsMessageQuery, MobsmsMessagePage),
  /** By its number or its UUID. */
  'mobsms.message': call(
    z.object({ accountId: z.int(), id: z.string().trim().min(1).max(100) }),
    MobsmsMessage,
  ),
  'mobsms.updateMessage': call(
    z.object({
      accountId: z.int(),
      id: z.string().max(100),
      status: MobsmsStatusWord.optional(),
      errorMessage: z.string().max(1000).optional(),
    }),
    nothing,
  ),
  'mobsms.deleteMessage': call(z.object({ accountId: z.int(), id: z.string().max(100) }), nothing),
  /** Withdraws a pending one; `conflict` where it is too late. */
  'mobsms.cancelMessage': call(z.object({ accountId: z.int(), id: z.string().max(100) }), nothing),
  'mobsms.deliveryStats': call(ofAccount, MobsmsDeliveryStats),
  /** Copies a list to the provider's address book; `task.progress` tells how far it is. */
  'mobsms.pushContacts': call(
    z.object({ accountId: z.int(), listId: z.int(), groupId: z.int().positive().nullable().default(null) }),
    z.object({ imported: z.int(), skipped: z.int() }),
  ),
  'mobsms.settings': call(ofAccount, MobsmsSettingsPage),
  'mobsms.setSettings': call(ofAccount.extend(MobsmsSettingsPage.shape), MobsmsSettingsPage),
  'mobsms.webhooks': call(ofAccount, MobsmsWebhooks),
  /** Sets the addresses; `ours` sets those of the callback listener. */
  'mobsms.setWebhooks': call(
    z.object({
      accountId: z.int(),
      to: z.union([
        z.literal('ours'),
        z.object({ incoming: z.url().nullable(), status: z.url().nullable() }),
      ]),
    }),
    MobsmsWebhooks,
  ),
  'mobsms.subscription': call(ofAccount, MobsmsSubscription),
  'mobsms.redeemPromo': call(
    z.object({ accountId: z.int(), code: z.string().trim().min(1).max(100) }),
    MobsmsSubscription,
  ),
} as const;
