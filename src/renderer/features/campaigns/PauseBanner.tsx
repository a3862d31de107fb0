import { Button, Group, Text } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Campaign, PauseReason } from '../../../shared/campaign.ts';
import { useCall } from '../../api.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import { useCampaignAction } from './use-campaign-action.ts';

/** Pauses by the provider, whose words stand in the detail. They are mended at the account; *Resume* itself stands above, with the other actions. */
const byProvider: readonly (PauseReason | null)[] = ['auth', 'balance', 'failures'];

/** Why the campaign stands still, and what sets it going again. */
export function PauseBanner({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const { pauseReason, pauseDetail, pauseAccountId, accountIds } = campaign;
  const accounts = useCall('accounts.list', {});
  const keyMissing =
    pauseReason === 'auth' &&
    accounts.data?.some(({ id, hasSecret }) => accountIds.includes(id) && !hasSecret);
  const troubled = accounts.data?.find(({ id }) => id === pauseAccountId);
  const reason = keyMissing ? 'no-key' : (pauseReason ?? 'operator');

  return (
    <Notice
      live="status"
      tone={reason === 'operator' ? 'neutral' : 'warning'}
      icon={<IconPlayerPause aria-hidden />}
      title={t(`pauses.${reason}.title`)}
    >
      <Text>{t(`pauses.${reason}.body`)}</Text>
      {pauseDetail && !keyMissing && (
        <Text c="dimmed" mt={4}>
          {byProvider.includes(pauseReason) ? t('pauses.detail', { detail: pauseDetail }) : pauseDetail}
        </Text>
      )}
      {pauseReason === 'offline' && <StayPaused campaign={campaign} />}
      {byProvider.includes(pauseReason) && (
        <Group mt="sm">
          <Button
            component={Link}
            href={troubled ? `/accounts/${troubled.id}` : '/accounts'}
            size="xs"
            variant="default"
          >
            {troubled ? t('pauses.openNamedAccount', { account: troubled.name }) : t('pauses.openAccounts')}
          </Button>
        </Group>
      )}
    </Notice>
  );
}

/** Takes the pause over from Kaptar, which would end it by itself. */
function StayPaused({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const tell = useTell();
  const pause = useCampaignAction(campaign, 'pause');
  return (
    <Group mt="sm">
      <Button
        size="xs"
        variant="default"
        loading={pause.isPending}
        onClick={() => void pause.mutateAsync().catch(tell.trouble)}
      >
        {t('pauses.stay')}
      </Button>
    </Group>
  );
}
