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

/** Why a code does not leave though nothing is before it, and what sets it going again. */
export function OtpPaused({ status, reason }: OtpPausedProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const resume = useAction('campaigns.resume');
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
          {pauseDetail}
        </Text>
      )}
      <Group mt="sm" gap="sm">
        <Button
          size="xs"
          loading={resume.isPending}
          onClick={() => resume.mutate({ id }, { onError: tell.trouble })}
        >
          {t('actions.retry')}
        </Button>
        <Button component={Link} href={`/accounts/${accountId}`} size="xs" variant="default">
          {t('pauses.openAccount')}
        </Button>
      </Group>
    </Notice>
  );
}
