import { isStopMessage } from '../../../shared/stop-words.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Log } from '../lib/log.ts';
import type { Connection, IncomingMessage } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';

/** A bound for a provider that pages without end; what is older was read in an earlier look. */
const MOST_PAGES = 20;
/** Reading a few pages, each within the account's time-out. */
const LONGEST_LOOK_MS = 120_000;

export interface ReceiveTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly emitter: Emitter;
  readonly log: Log;
}

/** Keeps received messages; a STOP opts its sender out. Answers how many were new. */
export async function takeIn(
  { store, clock, emitter, log }: ReceiveTools,
  accountId: number,
  messages: readonly IncomingMessage[],
): Promise<number> {
  const incoming = messages.map((message) => ({ ...message, isStop: isStopMessage(message.text) }));
  const { received, optedOut } = await store.addIncoming(accountId, incoming, clock.now());
  if (received > 0) emitter.emit('changed', { topic: 'inbox' });
  if (optedOut.length > 0) {
    log.info('inbox.opted-out', { account: accountId, people: optedOut.length });
    emitter.emit('changed', { topic: 'contacts' });
  }
  return received;
}

/** Reads the provider's inbox from the newest page back to one that holds nothing new; answers how many were new. */
export async function readInbox(
  tools: ReceiveTools,
  accountId: number,
  connection: Connection,
  stop: AbortSignal,
): Promise<number> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST_LOOK_MS)]);
  const pages: (readonly IncomingMessage[])[] = [];
  while (pages.length < MOST_PAGES) {
    const messages = (await connection.readInbox?.(pages.length + 1, signal)) ?? [];
    const ids = messages.map(({ providerId }) => providerId);
    const known = await tools.store.knownIncoming(accountId, ids);
    if (known.size === messages.length) break;
    pages.push(messages);
  }
  let received = 0;
  // The oldest first: should it end in between, the next look still finds where this one stopped.
  for (const messages of pages.toReversed()) received += await takeIn(tools, accountId, messages);
  return received;
}
