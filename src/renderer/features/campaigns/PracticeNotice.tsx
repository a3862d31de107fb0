import { Button, Group, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Campaign } from '../../../shared/campaign.ts';
import { useCall } from '../../api.ts';
import { Notice } from '../../ui/Notice.tsx';
import { isPractice } from './is-practice.ts';
import { useCampaignAccounts } from './use-campaign-accounts.ts';

/**
 * Of a campaign that only practises: that its money is play money. Once it is over, and there is no real account, how
 * to write to one's own people.
 */
export function PracticeNotice({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const all = useCall('accounts.list', {});
  const accounts = useCampaignAccounts(campaign);
  if (!isPractice(accounts)) return null;
  if (campaign.state !== 'finished' || !isPractice(all.data ?? [])) {
    return (
      <Notice tone="info" icon={<IconSparkles aria-hidden />}>
        {t('practice.note')}
      </Notice>
    );
  }

  return (
    <Notice tone="info" icon={<IconSparkles aria-hidden />} title={t('practice.done.title')}>
      <Text>{t('practice.done.body')}</Text>
      <Group gap="sm" mt="sm">
        <Button component={Link} href="/accounts/new">
          {t('firstRun.connect.action')}
        </Button>
        <Button component={Link} href="/contacts/import" variant="default">
          {t('contacts.import')}
        </Button>
      </Group>
    </Notice>
  );
}
