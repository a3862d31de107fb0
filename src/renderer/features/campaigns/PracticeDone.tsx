import { Button, Group, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Campaign } from '../../../shared/campaign.ts';
import { useCall } from '../../api.ts';
import { Notice } from '../../ui/Notice.tsx';

/** After a campaign that only practised: how to write to one's own people. Nothing for whoever has a real account. */
export function PracticeDone({ campaign: { state, accountIds } }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const accounts = useCall('accounts.list', {});
  const isPractice =
    accounts.data?.every(({ demo }) => demo) && accounts.data.some(({ id }) => accountIds.includes(id));
  if (state !== 'finished' || !isPractice) return null;

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
