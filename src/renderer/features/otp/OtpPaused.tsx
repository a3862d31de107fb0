import { Button, Group, Text } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PauseReason } from '../../../shared/campaign.ts';
import type { OtpStatus } from '../../../shared/otp.ts';
import { useAction } from '../../api.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/use-tell.tsx';

interface OtpPausedProps {
  status: OtpStatus;
  reason: PauseReason;
}

/** Why a code does not leave though nothing is before it, and what sets it going again or ends the wait. */
export function OtpPaused({ status, reason }: OtpPausedProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const resume = useAction('campaigns.resume');
  const cancel = useAction('campaigns.cancel');
  const { id, accountId, pauseDetail } = status;
  return (
    <Notice
      tone="warning"
      live="status"
      icon={<IconPlayerPause aria-hidden />}
      title={t(`singles.${reason}`)}
    >
      <Text>{t('otp.paused.body')}</Text>
      {pauseDetail && (
        <Text c="dimmed" mt={4}>
          {t('errors.detail', { words: pauseDetail })}
        </Text>
      )}
      <Group mt="sm" gap="sm">
        <Button
          size="xs"
          loading={resume.isPending}
          disabled={cancel.isPending}
          onClick={() => resume.mutate({ id }, { onError: tell.trouble })}
        >
          {t('actions.retry')}
        </Button>
        <Button component={Link} href={`/accounts/${accountId}`} size="xs" variant="default">
          {t('pauses.openAccount')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          loading={cancel.isPending}
          disabled={resume.isPending}
          onClick={() => cancel.mutate({ id }, { onError: tell.trouble })}
        >
          {t('otp.paused.cancel')}
        </Button>
      </Group>
    </Notice>
  );
}
