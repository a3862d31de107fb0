import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { Thread } from '../../../shared/inbox.ts';
import { sessionDrafts, type Drafts } from '../../session-drafts.ts';

/** Which conversation is meant. */
export type ThreadKey = Pick<Thread, 'accountId' | 'phone'>;

interface InboxSession {
  chosen: ThreadKey | null;
  choose: (thread: ThreadKey) => void;
  /** Answers that were begun and not sent, by `draftKey`. */
  drafts: Drafts<string, string>;
}

const Session = createContext<InboxSession | null>(null);

/** Keeps the open conversation and every answer that was begun above the screens, as long as the window lives. */
export function InboxSessionProvider({ children }: { children: ReactNode }) {
  const [chosen, choose] = useState<ThreadKey | null>(null);
  const [drafts] = useState(() => sessionDrafts<string, string>('reply'));
  const session = useMemo(() => ({ chosen, choose, drafts }), [chosen, drafts]);
  return <Session value={session}>{children}</Session>;
}

/** The open conversation and the begun answers; throws outside of their provider. */
export function useInboxSession(): InboxSession {
  const session = use(Session);
  if (!session) throw new Error('InboxSessionProvider is missing.');
  return session;
}

/** A conversation as one word: a person may write to several accounts. */
export function draftKey({ accountId, phone }: ThreadKey): string {
  return `${accountId} ${phone}`;
}
