import { Box, Button, Select, Stack, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useAccountCheck } from '../accounts/use-account-check.ts';
import type { CampaignStart } from './campaign-start.ts';
import classes from './CampaignComposer.module.css';
import { EstimateFigures } from './EstimateFigures.tsx';
import { MessageEditor } from './MessageEditor.tsx';
import { MessagePreview } from './MessagePreview.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { useComposeDraft } from './use-compose-draft.ts';

interface CampaignComposerProps {
  accounts: readonly Account[];
  lists: readonly ContactList[];
  start: CampaignStart;
}

/** Counting a long list for every keystroke would lag behind the typing, ms. */
const PAUSE_IN_TYPING = 300;
/** Asked about while nothing is written yet, for the field names of the list. */
const NOTHING_WRITTEN = '-';

/** The whole campaign on one page: to whom, through what, and the text beside what becomes of it. */
export function CampaignComposer({ accounts, lists, start }: CampaignComposerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const headingId = useId();
  const { draft, change, forget } = useComposeDraft(accounts, lists, start);
  const { accountId, listId, template } = draft;
  const [today] = useState(() => Date.now());
  const [reviewing, setReviewing] = useState(false);
  const [settled] = useDebouncedValue(template, PAUSE_IN_TYPING);
  const written = settled.trim() !== '';

  const account = accounts.find((one) => one.id === accountId);
  const list = lists.find((one) => one.id === listId);
  const suggestion = list ? t('compose.name.suggestion', { list: list.name, date: format.date(today) }) : '';
  const name = draft.name ?? suggestion;

  const check = useAccountCheck(account);
  useEffect(() => {
    // The check has told the engine a price, so the cost can be told now.
    if (check.dataUpdatedAt > 0) void client.invalidateQueries({ queryKey: ['campaigns.estimate'] });
  }, [check.dataUpdatedAt, client]);
  const estimate = useCall(
    'campaigns.estimate',
    { listId: listId ?? 0, template: written ? settled : NOTHING_WRITTEN, accountId },
    { enabled: listId !== null, keepLast: true },
  );
  const counted = written ? estimate.data : undefined;
  const obstacle = whatIsMissing();

  return (
    <div className={classes.columns}>
      <Stack gap="lg">
        <Card labelledBy={`${headingId}-who`}>
          <Title order={2} id={`${headingId}-who`} mb="md">
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
              data={accounts.map((one) => ({
                value: String(one.id),
                label: t(one.demo ? 'compose.account.demo' : 'compose.account.choice', {
                  name: one.name,
                  provider: t(`providers.${one.provider}.name`),
                }),
              }))}
              value={accountId === null ? null : String(accountId)}
              onChange={(value) => change({ accountId: Number(value) })}
              error={account && !account.hasSecret ? t('compose.account.noSecret') : undefined}
            />
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
        <MessageEditor
          template={template}
          onChange={(text) => change({ template: text })}
          estimate={estimate.data}
          counted={counted}
        />
      </Stack>

      <Stack gap="lg" className={classes.side}>
        <MessagePreview listId={listId} accountId={accountId} template={written ? settled : ''} />
        <Card labelledBy={`${headingId}-sum`}>
          <Title order={2} id={`${headingId}-sum`} mb="md">
            {t('compose.summary')}
          </Title>
          {check.isError && (
            <Box mb="md">
              <ErrorNote error={check.error} onRetry={() => void check.refetch()} />
            </Box>
          )}
          {estimate.isError && (
            <Box mb="md">
              <ErrorNote error={estimate.error} onRetry={() => void estimate.refetch()} />
            </Box>
          )}
          <EstimateFigures estimate={counted} balance={check.data?.balance ?? null} />
          <Button
            fullWidth
            mt="lg"
            size="md"
            // The numbers must be those of this very text.
            disabled={obstacle !== null || settled !== template || estimate.isPlaceholderData || !counted}
            onClick={() => setReviewing(true)}
          >
            {t('compose.review')}
          </Button>
          <output className={classes.obstacle}>{obstacle}</output>
        </Card>
      </Stack>

      {account && list && counted && (
        <ReviewDialog
          opened={reviewing}
          onClose={() => setReviewing(false)}
          onCreated={forget}
          draft={{ name: name.trim(), accountId: account.id, listId: list.id, template }}
          account={account}
          list={list}
          estimate={counted}
          balance={check.data?.balance ?? null}
        />
      )}
    </div>
  );

  function whatIsMissing(): string | null {
    if (!list) return t('compose.missing.list');
    if (!account) return t('compose.missing.account');
    if (!account.hasSecret) return t('compose.missing.secret');
    if (check.error?.reason === 'account-auth') return t('compose.missing.keyRefused');
    if (template.trim() === '') return t('compose.missing.text');
    if (name.trim() === '') return t('compose.missing.name');
    if (counted && counted.unknownFields.length > 0) return t('compose.missing.field');
    if (counted?.messages === 0) return t('compose.missing.nobody');
    return null;
  }
}
