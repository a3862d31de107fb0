import { Box, Button, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import { providerFacts } from '../../../shared/provider-facts.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { AudienceFields } from './AudienceFields.tsx';
import type { CampaignStart } from './campaign-start.ts';
import classes from './CampaignComposer.module.css';
import { EstimateFigures } from './EstimateFigures.tsx';
import { MessageEditor } from './MessageEditor.tsx';
import { MessagePreview } from './MessagePreview.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { accountsOfRouting, readRouting } from './routing-draft.ts';
import { readMoment } from './schedule-draft.ts';
import { ScheduleFields } from './ScheduleFields.tsx';
import { useAccountChecks } from './use-account-checks.ts';
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

/** The whole campaign on one page: to whom, through what, when, and the text beside what becomes of it. */
export function CampaignComposer({ accounts, lists, start }: CampaignComposerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const headingId = useId();
  const { draft, change, forget } = useComposeDraft(accounts, lists, start);
  const { listId, template, schedule } = draft;
  const [today] = useState(() => Date.now());
  const [reviewing, setReviewing] = useState(false);
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
  const suggestion = list ? t('compose.name.suggestion', { list: list.name, date: format.date(today) }) : '';
  const name = draft.name ?? suggestion;

  const moment = schedule && readMoment(schedule);
  const troubles = useAccountChecks(used);
  const estimate = useCall(
    'campaigns.estimate',
    {
      listId: listId ?? 0,
      template: written ? settled : NOTHING_WRITTEN,
      accountId,
      routing: settledRouting,
    },
    { enabled: listId !== null && routingIsWhole, keepLast: true },
  );
  const counted = written && routingIsWhole ? estimate.data : undefined;
  const obstacle = whatIsMissing();
  // The numbers must be those of this very text and these very accounts.
  const isCounting = settled !== template || settledRouting !== routing || estimate.isPlaceholderData;

  const [only] = used;
  const keeper =
    only && used.length === 1 && providerFacts[only.provider].holds
      ? t(`providers.${only.provider}.name`)
      : null;

  return (
    <div className={classes.columns}>
      <Stack gap="lg">
        <AudienceFields accounts={accounts} lists={lists} draft={draft} name={name} change={change} />
        <MessageEditor
          template={template}
          onChange={(text) => change({ template: text })}
          estimate={estimate.data}
          counted={counted}
        />
        <ScheduleFields
          schedule={schedule}
          keeper={keeper}
          onChange={(chosen) => change({ schedule: chosen })}
        />
      </Stack>

      <Stack gap="lg" className={classes.side}>
        <MessagePreview
          listId={listId}
          accountId={accountId}
          routing={settledRouting}
          template={written ? settled : ''}
        />
        <Card labelledBy={`${headingId}-sum`}>
          <Title order={2} id={`${headingId}-sum`} mb="md">
            {t('compose.summary')}
          </Title>
          {troubles.map(({ account, error, retry }) => (
            <Box key={account.id} mb="md">
              {used.length > 1 && (
                <Text fw={600} mb={4}>
                  {account.name}
                </Text>
              )}
              <ErrorNote error={error} onRetry={retry} />
            </Box>
          ))}
          {estimate.isError && (
            <Box mb="md">
              <ErrorNote error={estimate.error} onRetry={() => void estimate.refetch()} />
            </Box>
          )}
          <EstimateFigures estimate={counted} />
          <Button
            fullWidth
            mt="lg"
            size="md"
            disabled={obstacle !== null || isCounting || !counted}
            onClick={() => setReviewing(true)}
          >
            {t(schedule ? 'compose.reviewLater' : 'compose.review')}
          </Button>
          <output className={classes.obstacle}>{obstacle}</output>
        </Card>
      </Stack>

      {accountId !== null && list && counted && (
        <ReviewDialog
          opened={reviewing}
          onClose={() => setReviewing(false)}
          onCreated={forget}
          draft={{
            name: name.trim(),
            accountId,
            listId: list.id,
            template,
            routing,
            scheduledAt: moment,
            providerHolds: keeper !== null && moment !== null && schedule?.providerHolds === true,
          }}
          accounts={used}
          list={list}
          estimate={counted}
        />
      )}
    </div>
  );

  function whatIsMissing(): string | null {
    if (!list) return t('compose.missing.list');
    if (!routingIsWhole) return t('compose.missing.routing');
    if (used.length === 0) return t('compose.missing.account');
    if (used.some(({ hasSecret }) => !hasSecret)) return t('compose.missing.secret');
    const refused = troubles.find(({ error }) => error.reason === 'account-auth');
    if (refused) return t('compose.missing.keyRefused');
    if (template.trim() === '') return t('compose.missing.text');
    if (name.trim() === '') return t('compose.missing.name');
    if (schedule && moment === null) return t('compose.missing.time');
    if (moment !== null && moment <= Date.now()) return t('compose.when.past');
    if (counted && counted.unknownFields.length > 0) return t('compose.missing.field');
    if (counted?.messages === 0) return t('compose.missing.nobody');
    return null;
  }
}
