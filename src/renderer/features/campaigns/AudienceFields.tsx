import { Select, TextInput, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import { Card } from '../../ui/Card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './CampaignComposer.module.css';
import type { ComposeDraft } from './compose-drafts.tsx';
import { emptyRouting } from './routing-draft.ts';
import { RoutingFields } from './RoutingFields.tsx';

interface AudienceFieldsProps {
  accounts: readonly Account[];
  lists: readonly ContactList[];
  draft: ComposeDraft;
  /** Of the campaign: the one that was typed, or the suggested one. */
  name: string;
  change: (part: Partial<ComposeDraft>) => void;
}

/** Stands among the accounts for several of them. */
const SEVERAL = 'several';

/** To whom, through which account or accounts, and what the campaign is called. */
export function AudienceFields({ accounts, lists, draft, name, change }: AudienceFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const headingId = useId();
  const { listId, accountId, routing } = draft;
  const account = accounts.find(({ id }) => id === accountId);
  const choices = accounts.map((one) => ({
    value: String(one.id),
    label: t(one.demo ? 'compose.account.demo' : 'compose.account.choice', {
      name: one.name,
      provider: t(`providers.${one.provider}.name`),
    }),
  }));
  const several = { value: SEVERAL, label: t('compose.account.several') };

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('compose.who')}
      </Title>
      <div className={classes.fields}>
        <Select
          label={t('compose.list.label')}
          placeholder={t('compose.list.placeholder')}
          data={lists.map((one) => ({
            value: String(one.id),
            label: t('compose.list.choice', {
              name: one.name,
              count: one.contacts,
              number: format.count(one.contacts),
            }),
          }))}
          value={listId === null ? null : String(listId)}
          onChange={(value) => change({ listId: Number(value) })}
          searchable={lists.length > 8}
        />
        <Select
          label={t('compose.account.label')}
          placeholder={t('compose.account.placeholder')}
          data={accounts.length > 1 || routing ? [...choices, several] : choices}
          value={chosen()}
          onChange={(value) =>
            change(
              value === SEVERAL
                ? { routing: routing ?? emptyRouting }
                : { routing: null, accountId: Number(value) },
            )
          }
          error={!routing && account && !account.hasSecret ? t('compose.account.noSecret') : undefined}
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
          maxLength={120}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </div>
    </Card>
  );

  function chosen(): string | null {
    if (routing) return SEVERAL;
    return accountId === null ? null : String(accountId);
  }
}
