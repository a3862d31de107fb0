import { z } from 'zod';
import { Account, AccountCheck, ProviderId } from '../account.ts';
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
  'accounts.remove': call(byId, nothing),
  /** Asks the provider whether the settings and the secret work. */
  'accounts.check': call(byId, AccountCheck),
} as const;
