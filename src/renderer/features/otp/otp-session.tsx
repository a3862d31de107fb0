import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { OtpDraft } from './otp-draft.ts';

interface OtpSession {
  /** Null until something was set up. */
  draft: OtpDraft | null;
  keep: (draft: OtpDraft) => void;
}

const Session = createContext<OtpSession | null>(null);

/** Keeps what codes are wrapped in above the screens, as long as the window lives: the next customer gets the same. */
export function OtpSessionProvider({ children }: { children: ReactNode }) {
  const [draft, keep] = useState<OtpDraft | null>(null);
  const session = useMemo(() => ({ draft, keep }), [draft]);
  return <Session value={session}>{children}</Session>;
}

/** What codes are wrapped in; throws outside of its provider. */
export function useOtpSession(): OtpSession {
  const session = use(Session);
  if (!session) throw new Error('OtpSessionProvider is missing.');
  return session;
}
