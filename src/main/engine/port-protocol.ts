import type { EventName, EventPayload, Reply } from '../../shared/contract.ts';

/** What the shell says to the engine's process over its port. Secrets travel only here, never to disk. */
export type ToEngine =
  | { type: 'call'; id: number; name: string; input: unknown }
  | { type: 'secret'; accountId: number; secret: string }
  /** All secrets that are known have been handed over: recover and begin to send. */
  | { type: 'start' }
  | { type: 'power'; event: 'suspend' | 'resume' }
  /** Drain what is on the wire and exit with code 0. */
  | { type: 'stop' };

/** What the engine's process says to the shell. */
export type FromEngine =
  | { type: 'ready' }
  /** The engine cannot start (data folder in use, data from a newer version …): words for the operator. */
  | { type: 'failed'; message: string }
  | { type: 'reply'; id: number; reply: Reply<unknown> }
  | { [E in EventName]: { type: 'event'; name: E; payload: EventPayload<E> } }[EventName];
