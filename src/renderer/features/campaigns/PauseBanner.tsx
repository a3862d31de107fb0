import { Button, Group, Text } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Campaign, PauseReason } from '../../../shared/campaign.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Pauses that are mended at the account; *Resume* itself stands above, with the other actions. */
const mendedAtAccount: readonly (PauseReason | null)[] = ['auth', 'balance', 'failures'];

/** Why the campaign stands still, and what sets it going again. */
export function PauseBanner({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const { pauseReason, pauseDetail, accountId } = campaign;
  const reason = pauseReason ?? 'operator';

  return (
    <Notice
      live="status"
      tone={reason === 'operator' ? 'neutral' : 'warning'}
      icon={<IconPlayerPause aria-hidden />}
      title={t(`pauses.${reason}.title`)}
    >
      <Text>{t(`pauses.${reason}.body`)}</Text>
      {pauseDetail && (
        <Text c="dimmed" mt={4}>
          {t('pauses.detail', { detail: pauseDetail })}
        </Text>
      )}
      {mendedAtAccount.includes(pauseReason) && (
        <Group mt="sm">
          <Button component={Link} href={`/accounts/${accountId}`} size="xs" variant="default">
            {t('pauses.openAccount')}
          </Button>
        </Group>
      )}
    </Notice>
  );
}
