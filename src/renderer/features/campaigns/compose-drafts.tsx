import { createContext, use, useState, type ReactNode } from 'react';
import type { RoutingDraft } from './routing-draft.ts';
import type { ScheduleDraft } from './schedule-draft.ts';

/** A campaign while it is being written. */
export interface ComposeDraft {
  listId: number | null;
  accountId: number | null;
  /** Null sends all of it through `accountId`. */
  routing: RoutingDraft | null;
  /** Null starts it by hand. */
  schedule: ScheduleDraft | null;
  /** Null while the suggested one is taken. */
  name: string | null;
  template: string;
}

/** Practice stands apart from the operator's own campaigns. */
export type ComposeDrafts = Map<'try' | 'own', ComposeDraft>;

const Drafts = createContext<ComposeDrafts | null>(null);

/** Keeps drafts above the screens, as long as the window lives: nobody loses a text to a look at the contacts. */
export function ComposeDraftsProvider({ children }: { children: ReactNode }) {
  const [drafts] = useState<ComposeDrafts>(() => new Map());
  return <Drafts value={drafts}>{children}</Drafts>;
}

export function useComposeDrafts(): ComposeDrafts {
  const drafts = use(Drafts);
  if (!drafts) throw new Error('ComposeDraftsProvider is missing.');
  return drafts;
}
