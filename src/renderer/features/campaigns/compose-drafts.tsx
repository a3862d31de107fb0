import { createContext, use, useState, type ReactNode } from 'react';
import type { ComposeStep } from './compose-step.ts';
import type { RoutingDraft } from './routing-draft.ts';
import { sessionDrafts, type Drafts } from '../../session-drafts.ts';
import type { ScheduleDraft } from './schedule-draft.ts';

/** A campaign while it is being written. */
export interface ComposeDraft {
  step: ComposeStep;
  listId: number | null;
  accountId: number | null;
  /** Null sends all of it through `accountId`. */
  routing: RoutingDraft | null;
  /** Null starts it by hand. */
  schedule: ScheduleDraft | null;
  /** Null while the suggested one is taken. */
  name: string | null;
  template: string;
  /** Whether characters are replaced in names and fields, too. */
  plainCharacters: boolean;
}

/** Practice stands apart from the operator's own campaigns. */
export type DraftSlot = 'try' | 'own';

/** What a campaign was made of, and on which screen. */
interface StartedDraft {
  slot: DraftSlot;
  path: string;
  draft: ComposeDraft;
}

export interface ComposeDrafts {
  open: Drafts<DraftSlot, ComposeDraft>;
  /** By the campaign's id: a campaign that is taken back is written on. */
  started: Map<number, StartedDraft>;
}

const Context = createContext<ComposeDrafts | null>(null);

/**
 * Keeps drafts above the screens, as long as the window lives: nobody loses a text to a look at the contacts, or to a page
 * that crashes.
 */
export function ComposeDraftsProvider({ children }: { children: ReactNode }) {
  const [drafts] = useState<ComposeDrafts>(() => ({ open: sessionDrafts('campaign'), started: new Map() }));
  return <Context value={drafts}>{children}</Context>;
}

export function useComposeDrafts(): ComposeDrafts {
  const drafts = use(Context);
  if (!drafts) throw new Error('ComposeDraftsProvider is missing.');
  return drafts;
}
