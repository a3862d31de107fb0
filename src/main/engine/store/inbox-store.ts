import type { Thread, ThreadMessage } from '../../../shared/inbox.ts';

/** A line of a thread as the books have it; what keeps it back right now is the queue's to say. */
export type ThreadLine = Omit<ThreadMessage, 'limit'>;

export interface NewIncoming {
  readonly providerId: string;
  readonly sender: string;
  readonly text: string;
  readonly receivedAt: number;
  /** Asks for no more messages. */
  readonly isStop: boolean;
}

/** The newest message of the last whole look into a provider's inbox. */
export type InboxMark = Pick<NewIncoming, 'providerId' | 'receivedAt'>;

export interface InboxStore {
  /** Keeps what is new; a STOP among it opts its sender out. How many were new, and who opted out. */
  addIncoming(
    accountId: number,
    messages: readonly NewIncoming[],
    now: number,
  ): Promise<{ received: number; optedOut: string[] }>;
  /** How far the provider's inbox was read without a gap; undefined before it was read to its end. */
  findInboxMark(accountId: number): Promise<InboxMark | undefined>;
  /** To be moved by a look that came to its end, and by nothing else: what is older is not looked for again. */
  moveInboxMark(accountId: number, mark: InboxMark): Promise<void>;
  /** Newest first. */
  listThreads(query: {
    accountId: number | null;
    before: Pick<Thread, 'lastAt' | 'accountId' | 'phone'> | null;
    limit: number;
  }): Promise<{ threads: Thread[]; unread: number }>;
  /** The newest `limit` of both directions, oldest first. */
  listThread(accountId: number, phone: string, limit: number): Promise<ThreadLine[]>;
  markRead(accountId: number, phone: string, now: number): Promise<void>;
  isOptedOut(phone: string): Promise<boolean>;
}
