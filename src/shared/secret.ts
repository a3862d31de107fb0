import { z } from 'zod';

/**
 * The secrets of an account. They live in the system's keychain and in the engine's memory only.
 *
 * - `key`: the provider's API key or token.
 * - `callback-key`: what uBill sends along with its callbacks, as set in its panel.
 * - `callback-token`: our own, in the path of the account's callback addresses.
 */
export const SecretKind = z.enum(['key', 'callback-key', 'callback-token']);
export type SecretKind = z.infer<typeof SecretKind>;
