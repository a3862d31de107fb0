import { Button, Group, Text } from '@mantine/core';
import { IconUserX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Campaign, ErrorCount } from '../../../shared/campaign.ts';
import { RetryableCode } from '../../../shared/message.ts';
import { useAction, useCall } from '../../api.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { RetryDialog, type RetryableError } from './RetryDialog.tsx';
import { useEngineReady } from './use-campaign-standing.ts';

/** Whom the campaign did not reach, why, and what can be done about it. */
export function NotReachedPanel({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [, go] = useLocation();
  const [retrying, setRetrying] = useState(false);
  const ready = useEngineReady();
  const { id, name, state, states, kind } = campaign;
  const errors = useCall('campaigns.errors', { id });
  const followUp = useAction('campaigns.followUp');
  const count = states.failed + states.undelivered + states.expired;
  if (count === 0) return null;

  const failed = errors.data?.filter((error) => error.state === 'failed') ?? [];
  const retryable = state === 'cancelled' ? [] : failed.flatMap(toRetryable);
  const over = state === 'finished' || state === 'cancelled';
  const mayFollowUp = over && kind === 'list';
  const reasons = [
    ...failed.map(({ code, messages }) =>
      t('notReached.kind', { kind: t(`messageErrors.${code}`), number: format.count(messages) }),
    ),
    ...(states.undelivered > 0
      ? [t('notReached.undelivered', { number: format.count(states.undelivered) })]
      : []),
    ...(states.expired > 0 ? [t('notReached.expired', { number: format.count(states.expired) })] : []),
  ];

  return (
    <Notice
      tone="warning"
      icon={<IconUserX aria-hidden />}
      title={t('notReached.title', { count, number: format.count(count) })}
    >
      {reasons.map((reason) => (
        <Text key={reason} className="number">
          {reason}
        </Text>
      ))}
      {failed.length > retryable.length && state !== 'cancelled' && (
        <Text c="dimmed">{t('notReached.charged')}</Text>
      )}
      {(retryable.length > 0 || mayFollowUp) && (
        <Group gap="sm" mt="sm">
          {retryable.length > 0 && (
            <Button size="xs" variant="default" disabled={!ready} onClick={() => setRetrying(true)}>
              {t('notReached.retry')}
            </Button>
          )}
          {mayFollowUp && (
            <Button
              size="xs"
              variant="default"
              title={t('notReached.followUpHint')}
              loading={followUp.isPending}
              onClick={() =>
                followUp.mutate(
                  { id, name: t('notReached.listName', { name }) },
                  { onSuccess: ({ listId }) => go(`/campaigns/new/to/${listId}`), onError: tell.trouble },
                )
              }
            >
              {t('notReached.followUp')}
            </Button>
          )}
        </Group>
      )}
      <RetryDialog
        campaign={campaign}
        errors={retryable}
        opened={retrying}
        onClose={() => setRetrying(false)}
      />
    </Notice>
  );
}

function toRetryable({ code, messages, parts }: ErrorCount): RetryableError[] {
  const retryable = RetryableCode.safeParse(code);
  return retryable.success ? [{ code: retryable.data, messages, parts }] : [];
}
