import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import { useDefaults } from '../../use-defaults.ts';
import { defaultAccount } from '../accounts/default-account.ts';
import type { CampaignStart } from './campaign-start.ts';
import { useComposeDrafts, type ComposeDraft, type DraftSlot } from './compose-drafts.tsx';
import type { ComposeStep } from './compose-step.ts';
import { forOtherList } from './schedule-draft.ts';

/** What is being written, as it was left. */
export function useComposeDraft(
  accounts: readonly Account[],
  lists: readonly ContactList[],
  start: CampaignStart,
) {
  const { t } = useTranslation();
  const usual = useDefaults().list;
  const { open, started } = useComposeDrafts();
  const slot: DraftSlot = start.kind === 'try' ? 'try' : 'own';
  const [draft, setDraft] = useState(() => {
    const earlier = open.get(slot);
    const begun: ComposeDraft = earlier ?? {
      step: 'audience',
      listId: null,
      accountId: null,
      routing: null,
      schedule: null,
      name: start.kind === 'try' ? t('compose.try.name') : null,
      template: start.kind === 'try' ? t('compose.try.template') : '',
      plainCharacters: false,
    };
    const listId = chooseList(lists, start, begun, usual);
    const accountId = start.kind === 'try' ? start.accountId : defaultAccount(accounts, begun.accountId);
    return {
      ...begun,
      listId,
      accountId,
      schedule: begun.listId === listId ? begun.schedule : forOtherList(begun.schedule),
      routing: keepRouting(accounts, begun),
      step: earlier && earlier.listId === listId ? earlier.step : firstStep(start, accountId),
    };
  });

  /** As it is by now: an *Undo* of some seconds ago takes back what it is about and nothing else. Null once it is gone. */
  const latest = useRef<ComposeDraft | null>(draft);
  const forget = () => {
    latest.current = null;
    open.delete(slot);
  };

  return {
    draft,
    change: (part: Partial<ComposeDraft>) => {
      if (!latest.current) return;
      latest.current = { ...latest.current, ...part };
      open.set(slot, latest.current);
      setDraft(latest.current);
    },
    /** It has become a campaign; on this screen it would be written on, were that taken back. */
    handOver: (campaignId: number, path: string) => {
      started.set(campaignId, { slot, path, draft });
      forget();
    },
    /** It has become a plan. */
    forget,
  };
}

/** Whoever comes with a list and needs to choose no account begins with what is left to do. */
function firstStep(start: CampaignStart, accountId: number | null): ComposeStep {
  return start.kind === 'blank' || accountId === null ? 'audience' : 'message';
}

function chooseList(
  lists: readonly ContactList[],
  start: CampaignStart,
  { listId }: ComposeDraft,
  usual: ContactList | null,
): number | null {
  if (start.kind !== 'blank') return start.listId;
  if (lists.some(({ id }) => id === listId)) return listId;
  if (usual) return usual.id;
  const [only] = lists;
  return lists.length === 1 && only ? only.id : null;
}

/** An account that was removed meanwhile leaves its line without one. */
function keepRouting(accounts: readonly Account[], { routing }: ComposeDraft): ComposeDraft['routing'] {
  if (!routing) return null;
  const isThere = (wanted: number | null) => accounts.some(({ id }) => id === wanted);
  const { rest } = routing;
  return {
    routes: routing.routes.map((route) => (isThere(route.accountId) ? route : { ...route, accountId: null })),
    rest: rest === 'cheapest' || isThere(rest) ? rest : 'cheapest',
  };
}
