import { TextInput, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import { LONGEST_PLAN_NAME } from '../../../shared/plan.ts';
import { Card } from '../../ui/Card.tsx';
import { AccountSelect } from '../accounts/AccountSelect.tsx';
import { ListSelect } from '../contacts/ListSelect.tsx';
import classes from './CampaignComposer.module.css';
import type { ComposeDraft } from './compose-drafts.tsx';
import { emptyRouting } from './routing-draft.ts';
import { RoutingFields } from './RoutingFields.tsx';
import { forOtherList } from './schedule-draft.ts';

interface AudienceFieldsProps {
  accounts: readonly Account[];
  lists: readonly ContactList[];
  draft: ComposeDraft;
  /** Of the campaign: the one that was typed, or the suggested one. */
  name: string;
  change: (part: Partial<ComposeDraft>) => void;
}

/** To whom, through which account or accounts, and what the campaign is called. */
export function AudienceFields({ accounts, lists, draft, name, change }: AudienceFieldsProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const { listId, accountId, routing, schedule } = draft;

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('compose.who')}
      </Title>
      <div className={classes.fields}>
        <ListSelect
          lists={lists}
          value={listId}
          onChange={(chosen) => change({ listId: chosen, schedule: forOtherList(schedule) })}
        />
        <AccountSelect
          accounts={accounts}
          value={accountId}
          onChange={(chosen) => change({ routing: null, accountId: chosen })}
          several={
            accounts.length > 1 || routing
              ? {
                  chosen: routing !== null,
                  onChoose: () => change({ routing: routing ?? emptyRouting }),
                }
              : undefined
          }
        />
        {routing && (
          <div className={classes.wide}>
            <RoutingFields
              routing={routing}
              accounts={accounts}
              onChange={(changed) => change({ routing: changed })}
            />
          </div>
        )}
        <TextInput
          className={classes.wide}
          label={t('compose.name.label')}
          description={t('compose.name.hint')}
          value={name}
          // It may still become a plan's.
          maxLength={LONGEST_PLAN_NAME}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </div>
    </Card>
  );
}
