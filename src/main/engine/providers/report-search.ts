import { AccountTrouble, type Report, type TrackedMessage } from './provider.ts';

/** How a provider's states are read: many at a time from its history, or one by one. */
export interface StateSource<Row extends { readonly providerId: string }> {
  readonly firstPosition: number;
  /** Where the next page begins after one of `rowCount` rows (more than 0) at `position`. */
  nextPosition(position: number, rowCount: number): number;
  /** Newest rows first. */
  readPage(position: number): Promise<{ readonly rows: readonly Row[] }>;
  /** Throws `AccountTrouble`; of the kind `not-found`, `refused` or `account` where it is about this id only. */
  getOne(providerId: string): Promise<Row>;
}

/** Messages in one search: a few pages of a history hold the states of all that went out lately. */
export const MESSAGES_PER_REPORTS = 500;

/** Single questions in one search; what is left is asked the next time. */
export const MOST_SINGLE_REQUESTS = 20;

/** A page more is worth reading for so many messages: asked singly they would cost ten times as much. */
const MESSAGES_PER_PAGE = 10;

/** A message that was asked about, and its row; null where the provider does not know it. */
interface Asked<Row> {
  readonly message: TrackedMessage;
  readonly row: Row | null;
}

/**
 * Finds the rows of messages in few requests: history pages while more are missing than may be asked for
 * singly, one page at least for more than one message; then single questions. Those that there was no room to ask
 * about stay out.
 */
export async function findRows<Row extends { readonly providerId: string }>(
  messages: readonly TrackedMessage[],
  source: StateSource<Row>,
): Promise<readonly Asked<Row>[]> {
  const missing = new Map(messages.map((message) => [message.providerId, message]));
  const asked: Asked<Row>[] = [];
  const take = (row: Row): void => {
    const message = missing.get(row.providerId);
    if (!message) return;
    missing.delete(row.providerId);
    asked.push({ message, row });
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
  return askSingly([...missing.values()], source, asked);
}

/**
 * Asks about messages one by one, about `MOST_SINGLE_REQUESTS` at most. Those that there was no room to ask about stay out.
 *
 * @param known what is known already: it is not thrown away for a trouble, which the next round meets again
 */
export async function askSingly<Row extends { readonly providerId: string }>(
  messages: readonly TrackedMessage[],
  { getOne }: Pick<StateSource<Row>, 'getOne'>,
  known: readonly Asked<Row>[] = [],
): Promise<readonly Asked<Row>[]> {
  const asked = [...known];
  for (const message of messages.slice(0, MOST_SINGLE_REQUESTS)) {
    try {
      asked.push({ message, row: await getOne(message.providerId) });
    } catch (error) {
      if (isAboutOne(error)) asked.push({ message, row: null });
      else if (asked.length > 0) break;
      else throw error;
    }
  }
  return asked;
}

/** Whether the provider answered, and does not know or take this one id: no reason to leave out the others. */
function isAboutOne(error: unknown): boolean {
  return error instanceof AccountTrouble && ['not-found', 'refused', 'account'].includes(error.kind);
}

/** The report of a message that was asked about and of which the provider tells nothing. */
export function noNews({ reference }: TrackedMessage): Report {
  return { reference, state: 'accepted' };
}
