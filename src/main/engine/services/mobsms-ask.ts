import { openMobsms, type MobsmsClient } from '../providers/mobsms/client.ts';
import {
  askAndClose,
  vendorSettings,
  withVendor,
  type Question,
  type VendorTools,
} from './vendor-account.ts';

/** Asks MobSMS with the account's key; throws as `withVendor`. */
export function askMobsms<T>(
  tools: VendorTools,
  accountId: number,
  question: Question<MobsmsClient, T>,
): Promise<T> {
  return withVendor(tools, accountId, 'mobsms', openMobsms, question);
}

/** Asks with another token than the account's, or with none (null). Throws the provider's words as `AppError`. */
export async function askMobsmsAs<T>(
  tools: Pick<VendorTools, 'store'>,
  accountId: number,
  token: string | null,
  question: Question<MobsmsClient, T>,
): Promise<T> {
  const settings = await vendorSettings(tools, accountId, 'mobsms');
  return askAndClose(openMobsms(settings, token), settings, question);
}
