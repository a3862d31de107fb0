import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Campaign } from '../../../shared/campaign.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FirstRun } from '../first-run/FirstRun.tsx';
import classes from './CampaignsPage.module.css';
import { CampaignStateBadge } from './CampaignStateBadge.tsx';
import { StateBar } from './StateBar.tsx';
import { useCampaignAbout } from './use-campaign-about.ts';
import { useCampaignAccounts } from './use-campaign-accounts.ts';

/** All campaigns, the newest first; before there is any account, the way to begin. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const campaigns = useCall('campaigns.list', {});
  const accounts = useCall('accounts.list', {});
  if (accounts.data?.length === 0 && campaigns.data?.length === 0) return <FirstRun />;

  const create = (
    <Button component={Link} href="/campaigns/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('campaigns.create')}
    </Button>
  );
  const trouble = campaigns.error ?? accounts.error;
  const retry = () => {
    for (const query of [campaigns, accounts]) if (query.isError) void query.refetch();
  };
  const loading = !trouble && (campaigns.isPending || accounts.isPending);

  return (
    <Page title={t('campaigns.title')} actions={campaigns.data?.length ? create : undefined}>
      {trouble && <ErrorNote error={trouble} onRetry={retry} />}
      {loading && (
        <Stack gap="sm">
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} height={104} radius="lg" />
          ))}
        </Stack>
      )}
      {!loading && campaigns.data?.length === 0 && (
        <Card>
          <Empty icon={<IconSend size={28} aria-hidden />} title={t('campaigns.empty.title')} action={create}>
            {t('campaigns.empty.body')}
          </Empty>
        </Card>
      )}
      {!loading && campaigns.data && campaigns.data.length > 0 && (
        <ul className={classes.campaigns}>
          {campaigns.data.map((campaign) => (
            <li key={campaign.id}>
              <CampaignRow campaign={campaign} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function CampaignRow({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const about = useCampaignAbout();
  const accounts = useCampaignAccounts(campaign);
  return (
    <article className={classes.campaign}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
        <div style={{ minWidth: 0 }}>
          <h2 className={classes.name}>
            <Link href={`/campaigns/${campaign.id}`} className={classes.link}>
              {campaign.name}
            </Link>
          </h2>
          <Text size="xs" c="dimmed">
            {about(campaign, accounts)}
          </Text>
        </div>
        <CampaignStateBadge campaign={campaign} />
      </Group>
      <Group gap="lg" wrap="nowrap">
        <StateBar states={campaign.states} height={8} />
        <Text size="xs" c="dimmed" className={`number ${classes.count}`}>
          {t('campaigns.row.delivered', {
            delivered: format.count(campaign.states.delivered),
            total: format.count(campaign.total - campaign.states.skipped),
          })}
        </Text>
      </Group>
    </article>
  );
}
