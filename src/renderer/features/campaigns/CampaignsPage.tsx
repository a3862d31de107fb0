import {
  Button,
  CloseButton,
  Group,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconRepeat, IconSearch, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { FirstRun } from '../first-run/FirstRun.tsx';
import { CampaignRow } from './CampaignRow.tsx';
import classes from './CampaignsPage.module.css';
import { useCampaignPages } from './use-campaign-pages.ts';

const filters = ['current', 'drafts', 'running', 'finished', 'archived'] as const;

/** Long enough to type the next letter, ms. */
const TYPING = 250;

/** All campaigns, the newest first; before there is any account, the way to begin. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const [show, setShow] = useState<(typeof filters)[number]>('current');
  const [typed, setTyped] = useState('');
  const [settled] = useDebouncedValue(typed.trim(), TYPING);
  const search = typed.trim() === '' ? '' : settled;
  // Whether there is any at all, archived ones among them.
  const any = useCall('campaigns.list', { limit: 1 });
  const pages = useCampaignPages(show, search);
  const accounts = useCall('accounts.list', {});
  if (accounts.data?.length === 0 && any.data?.length === 0) return <FirstRun />;

  const create = (
    <Button component={Link} href="/campaigns/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('campaigns.create')}
    </Button>
  );
  const queries = [any, pages, accounts];
  const trouble = queries.find(({ error }) => error)?.error;
  const retry = () => {
    for (const query of queries) if (query.isError) void query.refetch();
  };
  const loading = !trouble && queries.some(({ isPending }) => isPending);
  const hasSome = any.data !== undefined && any.data.length > 0;

  return (
    <Page
      title={t('campaigns.title')}
      actions={
        <>
          <Button
            component={Link}
            href="/campaigns/plans"
            variant="default"
            leftSection={<IconRepeat size={18} aria-hidden />}
          >
            {t('plans.link')}
          </Button>
          {hasSome && create}
        </>
      }
    >
      {trouble && <ErrorNote error={trouble} onRetry={retry} />}
      {hasSome && (
        <Group justify="space-between" gap="sm">
          <SegmentedControl
            aria-label={t('campaigns.filter.label')}
            data={filters.map((value) => ({ value, label: t(`campaigns.filter.${value}`) }))}
            value={show}
            onChange={setShow}
          />
          <TextInput
            w={240}
            type="search"
            aria-label={t('campaigns.search.label')}
            placeholder={t('campaigns.search.placeholder')}
            maxLength={100}
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={
              typed !== '' && (
                <CloseButton
                  size="sm"
                  aria-label={t('campaigns.search.clear')}
                  onClick={() => setTyped('')}
                />
              )
            }
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Group>
      )}
      {loading && (
        <Stack gap="sm">
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} height={104} radius="lg" />
          ))}
        </Stack>
      )}
      {any.data?.length === 0 && !loading && (
        <Card>
          <Empty icon={<IconSend size={28} aria-hidden />} title={t('campaigns.empty.title')} action={create}>
            {t('campaigns.empty.body')}
          </Empty>
        </Card>
      )}
      {hasSome && pages.campaigns?.length === 0 && (
        <Text c="dimmed" ta="center" py="xl" component="output" display="block">
          {search === '' ? t(`campaigns.nothingHere.${show}`) : t('campaigns.nothingFound', { search })}
        </Text>
      )}
      {pages.campaigns && pages.campaigns.length > 0 && (
        <ul className={classes.campaigns}>
          {pages.campaigns.map((campaign) => (
            <li key={campaign.id}>
              <CampaignRow campaign={campaign} />
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button
          variant="default"
          mx="auto"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('campaigns.more')}
        </Button>
      )}
    </Page>
  );
}
