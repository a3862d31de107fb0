import { z } from 'zod';
import { CallbackTopic } from '../callbacks.ts';
import { MobsmsApiKey, MobsmsUser } from '../mobsms.ts';
import { call } from './call.ts';

/** Calls of the engine whose answers or inputs are secrets: for the shell and the command line, never for the window. */
export const privateCalls = {
  /** The address to give to a provider, with its secret in it. */
  'callbacks.url': call(
    z.object({ accountId: z.int(), topic: CallbackTopic }),
    z.object({ url: z.string() }),
  ),
  /** The only time that the key itself is told. */
  'mobsms.createKey': call(
    z.object({
      accountId: z.int(),
      name: z.string().trim().min(1).max(255),
      abilities: z.array(z.string()).max(50).optional(),
    }),
    z.object({ key: MobsmsApiKey, token: z.string() }),
  ),
  /** With the token that Google Identity Services gave. */
  'mobsms.signInWithGoogle': call(
    z.object({ accountId: z.int(), idToken: z.string().min(1).max(10_000) }),
    MobsmsUser,
  ),
} as const;
