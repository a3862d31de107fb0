import { z } from 'zod';
import { isSecureUrl } from './secure-url.ts';

/**
 * The listener for the providers' calls about delivery and incoming messages. Off unless switched on. The
 * address that providers are given is `publicUrl` followed by `callbackPath`; how the world's requests come
 * from there to `host:port` (a tunnel, a reverse proxy, a router) is the operator's affair.
 */
export const CallbackSettings = z.object({
  enabled: z.boolean().default(false),
  /** Loopback unless the operator says otherwise. */
  host: z
    .string()
    .trim()
    .regex(/^[\w.:-]{1,255}$/, 'Write an address of this computer, such as 127.0.0.1.')
    .default('127.0.0.1'),
  /** 0 for any free one. */
  port: z.int().min(0).max(65_535).default(8787),
  /**
   * Where providers reach the listener; empty where nothing outside does. Addresses made of it hold a secret, which
   * must not cross the internet in clear; uBill takes none but https.
   */
  publicUrl: z
    .string()
    .trim()
    .transform((text) => text.replace(/\/+$/, ''))
    .refine(
      (text) => text === '' || isSecureUrl(text),
      'Use an address that begins with https://, without a password, spaces, ? and #. http:// will do for this computer only.',
    )
    .default(''),
});
export type CallbackSettings = z.infer<typeof CallbackSettings>;

/** The settings and how the listener is. */
export const CallbackStanding = z.object({
  settings: CallbackSettings,
  /** The port that it has; null where it does not listen. */
  listeningOn: z.int().nullable(),
  /** Why it does not listen though it should. */
  trouble: z.string().nullable(),
  accounts: z.array(
    z.object({
      accountId: z.int(),
      /** Calls that changed or confirmed something since the start. */
      heard: z.int(),
      /** Calls that were refused since the start: forged, unreadable, too many. */
      refused: z.int(),
      lastHeardAt: z.int().nullable(),
      /** Whether its addresses were made since the start: others that a provider knows lead nowhere any more. */
      isNew: z.boolean(),
      /** Whether a callback key (uBill) is at hand. */
      hasCallbackKey: z.boolean(),
    }),
  ),
});
export type CallbackStanding = z.infer<typeof CallbackStanding>;

/** What a call is about: MobSMS has an address for each. */
export const CallbackTopic = z.enum(['status', 'incoming']);
export type CallbackTopic = z.infer<typeof CallbackTopic>;

/** The path of an account's callbacks; `token` is its own secret. */
export function callbackPath(accountId: number, topic: CallbackTopic, token: string): string {
  return `/callbacks/${accountId}/${topic}/${token}`;
}
