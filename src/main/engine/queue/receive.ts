import { isStopMessage } from '../../../shared/stop-words.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Log } from '../lib/log.ts';
import type { Connection, IncomingMessage } from '../providers/provider.ts';
import type { InboxMark } from '../store/inbox-store.ts';
import type { Store } from '../store/store.ts';

/**
 * A bound for a provider that pages without end. At some tenths of a second a page, this is a hundred thousand
 * messages: more than a phone receives in years.
 */
const LONGEST_LOOK_MS = 30 * 60_000;

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

/**
 * Reads the provider's inbox from the newest page back to where the last whole look began, and takes in each page
 * as it comes; answers how many messages were new. A look that is cut short moves no mark, so that the next one
 * reads as far back: what is known (from callbacks, or from the pages before the cut) is no proof that nothing
 * older is missing.
 */
export async function readInbox(
  tools: ReceiveTools,
  accountId: number,
  connection: Connection,
  stop: AbortSignal,
): Promise<number> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST_LOOK_MS)]);
  const mark = await tools.store.findInboxMark(accountId);
  let newest: InboxMark | undefined;
  let received = 0;
  for (let number = 1, isWhole = false; !isWhole; number += 1) {
    const page = await connection.readInbox?.(number, signal);
    const { messages, isEnd } = page ?? { messages: [], isEnd: true };
    received += await takeIn(tools, accountId, messages);
    newest ??= messages[0];
    isWhole = isEnd || reachesBack(messages, mark);
  }
  if (newest) await tools.store.moveInboxMark(accountId, newest);
  return received;
}

/** By its time, too, since the message of the mark may have been deleted. */
function reachesBack(messages: readonly IncomingMessage[], mark: InboxMark | undefined): boolean {
  if (!mark) return false;
  const oldest = messages.at(-1);
  const isOlder = oldest !== undefined && oldest.receivedAt < mark.receivedAt;
  return isOlder || messages.some(({ providerId }) => providerId === mark.providerId);
}
