import type { MobsmsSettings } from '../../../../shared/account.ts';
import { openAccount, type AccountClient } from './account-client.ts';
import { openMobsmsApi } from './api.ts';
import { openDevices, type DeviceClient } from './device-client.ts';
import { openMessages, type MessageClient } from './message-client.ts';
import { openSignIn, type SignInClient } from './sign-in-client.ts';

export type { ContactRow, WebhookUrls } from './account-client.ts';
export type { MobsmsSession } from './sign-in-client.ts';

/** The whole API of the MobSMS document (mobsms-docs.txt), one file a chapter. */
export interface MobsmsClient extends MessageClient, SignInClient, AccountClient, DeviceClient {
  /** Closes sockets. */
  close(): Promise<void>;
}

/**
 * Opens MobSMS's API for one account, with sockets of its own. With no key (null) only `logIn`, `register`,
 * `signInWithGoogle` and `findRelease` work. Every call ends with the account's time-out at the latest.
 */
export function openMobsms(settings: MobsmsSettings, secret: string | null): MobsmsClient {
  const api = openMobsmsApi(settings, secret);
  return {
    ...openMessages(api, settings),
    ...openSignIn(api),
    ...openAccount(api),
    ...openDevices(api),
    close: () => api.close(),
  };
}
