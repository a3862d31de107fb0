import { openMobsms, type MobsmsClient } from '../providers/mobsms/client.ts';
import { toAppError, vendorSettings, withVendor, type VendorTools } from './vendor-account.ts';

type Question<T> = (client: MobsmsClient, signal: AbortSignal) => Promise<T>;

/** Asks MobSMS with the account's key; throws as `withVendor`. */
export function askMobsms<T>(tools: VendorTools, accountId: number, question: Question<T>): Promise<T> {
  return withVendor(tools, accountId, 'mobsms', openMobsms, (client) => question(client, never()));
}

/** Asks with another token than the account's, or with none (null). Throws the provider's words as `AppError`. */
export async function askMobsmsAs<T>(
  tools: Pick<VendorTools, 'store'>,
  accountId: number,
  token: string | null,
  question: Question<T>,
): Promise<T> {
  const client = openMobsms(await vendorSettings(tools, accountId, 'mobsms'), token);
  try {
    return await question(client, never());
  } catch (error) {
    throw toAppError(error);
  } finally {
    await client.close();
  }
}

/** Nobody aborts: the account's own time-out bounds each request. */
function never(): AbortSignal {
  return new AbortController().signal;
}
