import { z } from 'zod';
import { Account, AccountCheck, FASTEST_RATE, ProviderId, SLOWEST_RATE } from '../account.ts';
import { call, nothing, byId } from './call.ts';

const settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Calls about the operator's accounts with providers. */
export const accountCalls = {
  'accounts.list': call(nothing, z.array(Account)),
  /** Stores the account without its secret; see `secrets.set`. */
  'accounts.create': call(
    z.object({ name: z.string().trim().min(1).max(60), provider: ProviderId, settings }),
    Account,
  ),
  'accounts.update': call(
    z.object({ id: z.int(), name: z.string().trim().min(1).max(60), settings }),
    Account,
  ),
  /** Messages (MobSMS: parts) a second from now on, for all that goes through the account. */
  'accounts.setRate': call(
    z.object({ id: z.int(), rate: z.number().min(SLOWEST_RATE).max(FASTEST_RATE) }),
    Account,
  ),
  'accounts.remove': call(byId, nothing),
  /** Asks the provider whether the settings and the secret work. */
  'accounts.check': call(byId, AccountCheck),
} as const;
