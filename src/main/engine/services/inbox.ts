import type { ThreadMessage } from '../../../shared/inbox.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { readInbox, type ReceiveTools } from '../queue/receive.ts';
import { connectAccount } from './accounts.ts';
import { startText, type SingleTools } from './single-message.ts';
import { noSecret, toAppError } from './vendor-account.ts';

export type InboxTools = SingleTools & ReceiveTools;

/** An answer that is a day late had better be written anew. */
const REPLY_HOLDS_MS = 24 * 3_600_000;

/** A person waits for it; the first look reads all that there is, and what came before the cut stays. */
const LOOK_TIMEOUT_MS = 120_000;

/** What one person and one account said to each other, and what keeps the newest replies back. */
export async function listThread(
  { store, queue }: InboxTools,
  { accountId, phone, limit: most }: ParsedInput<'inbox.thread'>,
): Promise<ThreadMessage[]> {
  const limit = queue.limitOf([accountId]);
  const lines = await store.listThread(accountId, phone, most);
  return lines.map((line) => ({ ...line, limit: line.state === 'queued' ? limit : null }));
}

/** Answers one person through the account that received. Throws `conflict` where this person opted out. */
export async function reply(
  tools: InboxTools,
  { accountId, phone, text }: ParsedInput<'inbox.reply'>,
): Promise<ThreadMessage> {
  const id = await startText(tools, {
    kind: 'reply',
    accountId,
    phone,
    text,
    holdsMs: REPLY_HOLDS_MS,
    optedOut: 'This person asked for no more messages. Undo that first.',
  });
  tools.emitter.emit('changed', { topic: 'inbox' });
  const { messages } = await tools.store.listMessages({ campaignId: id, state: null, after: null, limit: 1 });
  const [message] = messages;
  if (!message) throw new Error('A reply was stored without its message.');
  return {
    key: `out-${message.id}`,
    direction: 'out',
    campaignId: id,
    text,
    at: message.updatedAt,
    state: message.state,
    pauseReason: null,
    limit: null,
    errorCode: message.errorCode,
    error: message.error,
    optedOut: false,
  };
}

/** Looks for new messages now. Throws `invalid-input` for a provider that receives none. */
export async function refreshInbox(
  tools: InboxTools,
  accountId: number,
): Promise<CallOutput<'inbox.refresh'>> {
  const account = await connectAccount(tools, accountId);
  if (!account) throw noSecret();
  const { connection } = account;
  try {
    if (!connection.readInbox) {
      throw new AppError('invalid-input', 'This provider receives no messages.', { reason: 'no-inbox' });
    }
    const received = await readInbox(tools, accountId, connection, AbortSignal.timeout(LOOK_TIMEOUT_MS));
    return { received };
  } catch (error) {
    throw toAppError(error);
  } finally {
    await connection.close();
  }
}
