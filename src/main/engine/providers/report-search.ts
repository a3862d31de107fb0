import { AccountTrouble, type TrackedMessage } from './provider.ts';

/** How a provider's states are read: many at a time from its history, or one by one. */
export interface StateSource<Row extends { readonly providerId: string }> {
  readonly firstPosition: number;
  /** Where the next page begins after one of `rowCount` rows (more than 0) at `position`. */
  nextPosition(position: number, rowCount: number): number;
  /** Newest rows first. */
  readPage(position: number): Promise<{ readonly rows: readonly Row[] }>;
  /** Undefined where the provider does not know the id. */
  findOne(providerId: string): Promise<Row | undefined>;
}

/** Messages in one search: a few pages of a history hold the states of all that went out lately. */
export const MESSAGES_PER_REPORTS = 500;

/** Single questions in one search; what is left is asked the next time. */
const MOST_SINGLE_REQUESTS = 20;

/** A page more is worth reading for so many messages: asked singly they would cost ten times as much. */
const MESSAGES_PER_PAGE = 10;

/**
 * Finds the rows of messages in few requests: history pages while more are missing than may be asked for
 * singly, one page at least for more than one message; then single questions. Some may stay out.
 */
export async function findRows<Row extends { readonly providerId: string }>(
  messages: readonly TrackedMessage[],
  source: StateSource<Row>,
): Promise<readonly { readonly message: TrackedMessage; readonly row: Row }[]> {
  const missing = new Map(messages.map((message) => [message.providerId, message]));
  const found: { message: TrackedMessage; row: Row }[] = [];
  const take = (row: Row): void => {
    const message = missing.get(row.providerId);
    if (!message) return;
    missing.delete(row.providerId);
    found.push({ message, row });
  };
  const mostPages = Math.ceil(messages.length / MESSAGES_PER_PAGE);
  let position = source.firstPosition;
  for (let pages = 0; pages < mostPages; pages++) {
    if (missing.size <= (pages === 0 ? 1 : MOST_SINGLE_REQUESTS)) break;
    const { rows } = await source.readPage(position);
    if (rows.length === 0) break;
    rows.forEach(take);
    position = source.nextPosition(position, rows.length);
  }
  for (const id of [...missing.keys()].slice(0, MOST_SINGLE_REQUESTS)) {
    const row = await findQuietly(source, id);
    if (row) take(row);
  }
  return found;
}

/** One message that cannot be asked about must not keep the others' reports away. */
async function findQuietly<Row extends { readonly providerId: string }>(
  source: StateSource<Row>,
  id: string,
): Promise<Row | undefined> {
  try {
    return await source.findOne(id);
  } catch (error) {
    if (error instanceof AccountTrouble && error.kind === 'account') return undefined;
    throw error;
  }
}
