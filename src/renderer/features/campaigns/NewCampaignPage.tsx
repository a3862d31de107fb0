import { Button, Skeleton, Stack } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { FirstRun } from '../first-run/FirstRun.tsx';
import { CampaignComposer } from './CampaignComposer.tsx';
import type { CampaignStart } from './campaign-start.ts';

/** Writes a campaign and starts it. */
export function NewCampaignPage({ start }: { start: CampaignStart }) {
  const { t } = useTranslation();
  const accounts = useCall('accounts.list', {});
  const lists = useCall('lists.list', {});
  // The composer begins with the operator's usual list, so it waits for it; without an answer it begins with none.
  const settings = useCall('settings.get', {});
  const trouble = accounts.error ?? lists.error;
  if (accounts.data?.length === 0) return <FirstRun />;

  return (
    <Page title={t('compose.title')} back={{ to: '/campaigns', label: t('campaigns.title') }}>
      {trouble && (
        <ErrorNote error={trouble} onRetry={() => void Promise.all([accounts.refetch(), lists.refetch()])} />
      )}
      {!trouble && (!accounts.data || !lists.data || settings.isPending) && (
        <Stack gap="lg">
          <Skeleton height={48} radius="md" />
          <Skeleton height={240} radius="lg" />
        </Stack>
      )}
      {lists.data?.length === 0 && (
        <Card>
          <Empty
            icon={<IconUsers size={28} aria-hidden />}
            title={t('compose.noLists.title')}
            action={
              <Button component={Link} href="/contacts/import">
                {t('contacts.import')}
              </Button>
            }
          >
            {t('compose.noLists.body')}
          </Empty>
        </Card>
      )}
      {accounts.data && lists.data && lists.data.length > 0 && !settings.isPending && (
        <CampaignComposer accounts={accounts.data} lists={lists.data} start={start} />
      )}
    </Page>
  );
}
