import type { EventName, EventPayload, Reply } from '../../shared/contract.ts';
import type { SecretKind } from '../../shared/secret.ts';

/** What the shell says to the engine's process over its port. Secrets travel only here, never to disk. */
export type ToEngine =
  | { type: 'call'; id: number; name: string; input: unknown }
  | { type: 'secret'; accountId: number; kind: SecretKind; secret: string }
  /** All secrets that are known have been handed over: recover and begin to send. */
  | { type: 'start' }
  | { type: 'power'; event: 'suspend' | 'resume' }
  /** Drain what is on the wire and exit with code 0. */
  | { type: 'stop' };

/** What the engine's process says to the shell. */
export type FromEngine =
  | { type: 'ready' }
  /** The data cannot be read: only calls about copies of them are answered. */
  | { type: 'damaged'; reason: string | null; message: string }
  /** It ends by itself after a restore: another one is to be started, and nothing is wrong. */
  | { type: 'restart' }
  /** The engine cannot start (data folder in use, data from a newer version …): why, and in words. */
  | { type: 'failed'; reason: string | null; message: string }
  /** A secret that the engine came by (a sign-in, a token of its own): keep it in the keychain; null: forget it. */
  | { type: 'secret'; accountId: number; kind: SecretKind; secret: string | null }
  | { type: 'reply'; id: number; reply: Reply<unknown> }
  | { [E in EventName]: { type: 'event'; name: E; payload: EventPayload<E> } }[EventName];
