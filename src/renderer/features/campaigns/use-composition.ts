import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import { providerFacts } from '../../../shared/provider-facts.ts';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import type { CampaignStart } from './campaign-start.ts';
import { findFaults } from './compose-faults.ts';
import { accountsOfRouting, readRouting } from './routing-draft.ts';
import { readMoment, readPlan } from './schedule-draft.ts';
import { useAccountChecks } from './use-account-checks.ts';
import { useComposeDraft } from './use-compose-draft.ts';

/** Counting a long list for every keystroke would lag behind the typing, ms. */
const PAUSE_IN_TYPING = 300;
/** Asked about while nothing is written yet, for the field names of the list. */
const NOTHING_WRITTEN = '-';
/** How often it is looked whether the chosen time is over, ms. */
const EVERY = 10_000;

/** A campaign while it is written, and what follows from what is written so far. */
export type Composition = ReturnType<typeof useComposition>;

/** Keeps the draft and counts what it would be. */
export function useComposition(
  accounts: readonly Account[],
  lists: readonly ContactList[],
  start: CampaignStart,
) {
  const { t } = useTranslation();
  const format = useFormat();
  const { draft, change, handOver, forget } = useComposeDraft(accounts, lists, start);
  const { listId, template, schedule, plainCharacters } = draft;
  const [today] = useState(() => Date.now());
  const [settled] = useDebouncedValue(template, PAUSE_IN_TYPING);
  const written = settled.trim() !== '';

  const routing = useMemo(() => draft.routing && readRouting(draft.routing), [draft.routing]);
  const [settledRouting] = useDebouncedValue(routing, PAUSE_IN_TYPING);
  const routingIsWhole = (draft.routing === null) === (routing === null);
  const used = useMemo(
    () =>
      draft.routing
        ? accountsOfRouting(draft.routing, accounts)
        : accounts.filter(({ id }) => id === draft.accountId),
    [draft.routing, draft.accountId, accounts],
  );
  // Of several accounts any may stand for the campaign: its messages have their own.
  const accountId = used.find(({ hasSecret }) => hasSecret)?.id ?? used[0]?.id ?? null;
  const list = lists.find((one) => one.id === listId);
  const moment = schedule && readMoment(schedule);
  const repeats = schedule !== null && schedule.kind !== 'once';
  const plan = repeats ? readPlan(schedule) : null;
  const name = draft.name ?? suggestName();
  const now = useNow(EVERY);
  const troubles = useAccountChecks(used);
  const estimate = useCall(
    'campaigns.estimate',
    {
      listId: listId ?? 0,
      template: written ? settled : NOTHING_WRITTEN,
      accountId,
      routing: settledRouting,
      plainCharacters,
      goesAt: moment,
    },
    { enabled: listId !== null && routingIsWhole, keepLast: true },
  );
  const counted = written && routingIsWhole ? estimate.data : undefined;
  // The numbers must be those of this very text and these very accounts.
  const isCounting = settled !== template || settledRouting !== routing || estimate.isPlaceholderData;

  const [only] = used;
  const keeper =
    only && used.length === 1 && providerFacts[only.provider].holds
      ? t(`providers.${only.provider}.name`)
      : null;
  const faults = findFaults({
    draft,
    name,
    hasList: list !== undefined,
    routingIsWhole,
    used,
    keyIsRefused: troubles.some(({ error }) => error.reason === 'account-auth'),
    moment,
    now,
    estimate: isCounting ? undefined : counted,
  });

  return {
    draft,
    change,
    handOver,
    forget,
    name,
    list,
    used,
    accountId,
    /** As it was a moment ago, while it is typed. */
    settled: { template: written ? settled : '', routing: settledRouting },
    routing,
    moment,
    /** What makes the campaign again and again; null for one that goes once. */
    plan,
    /** The provider that could keep the messages until then; null where none can. */
    keeper,
    troubles,
    /** For the field names of the list; of what was written before, or of nothing. */
    estimate,
    /** What the text written so far would be; undefined while there is none. */
    counted,
    isCounting,
    faults,
  };

  /** A plan has many days; each of its campaigns gets its own. */
  function suggestName(): string {
    if (!list || repeats) return list?.name ?? '';
    return t('compose.name.suggestion', { list: list.name, date: format.date(today) });
  }
}
