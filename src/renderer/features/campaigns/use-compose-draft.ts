import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import { useDefaults } from '../../use-defaults.ts';
import { defaultAccount } from '../accounts/default-account.ts';
import type { CampaignStart } from './campaign-start.ts';
import { useComposeDrafts, type ComposeDraft } from './compose-drafts.tsx';

/** What is being written, as it was left. */
export function useComposeDraft(
  accounts: readonly Account[],
  lists: readonly ContactList[],
  start: CampaignStart,
) {
  const { t } = useTranslation();
  const kept = useComposeDrafts();
  const usual = useDefaults().list;
  const slot = start.kind === 'try' ? 'try' : 'own';
  const [draft, setDraft] = useState(() => {
    const earlier = kept.get(slot);
    const begun: ComposeDraft = earlier ?? {
      listId: null,
      accountId: null,
      routing: null,
      schedule: null,
      name: start.kind === 'try' ? t('compose.try.name') : null,
      template: start.kind === 'try' ? t('compose.try.template') : '',
    };
    return {
      ...begun,
      listId: chooseList(lists, start, begun, usual),
      accountId: start.kind === 'try' ? start.accountId : defaultAccount(accounts, begun.accountId),
      routing: keepRouting(accounts, begun),
    };
  });

  return {
    draft,
    change: (part: Partial<ComposeDraft>) => {
      const changed = { ...draft, ...part };
      kept.set(slot, changed);
      setDraft(changed);
    },
    /** It has become a campaign. */
    forget: () => kept.delete(slot),
  };
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
