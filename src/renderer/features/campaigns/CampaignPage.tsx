import { Button, Skeleton } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { MessageState } from '../../../shared/message.ts';
import { useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { ListCodeCheck } from '../otp/ListCodeCheck.tsx';
import { CampaignActions } from './CampaignActions.tsx';
import { CampaignCharts } from './CampaignCharts.tsx';
import { CampaignMenu } from './CampaignMenu.tsx';
import { CampaignProgressCard } from './CampaignProgressCard.tsx';
import { CampaignStateBadge } from './CampaignStateBadge.tsx';
import { CampaignText } from './CampaignText.tsx';
import { MessageBrowser } from './MessageBrowser.tsx';
import { NotReachedPanel } from './NotReachedPanel.tsx';
import { PartsDifferNote } from './PartsDifferNote.tsx';
import { PauseBanner } from './PauseBanner.tsx';
import { PracticeNotice } from './PracticeNotice.tsx';
import { TakeBackNotice } from './TakeBackNotice.tsx';
import { UnknownPanel } from './UnknownPanel.tsx';
import { useCampaignAccounts } from './use-campaign-accounts.ts';
import { useCampaignAbout } from './use-campaign-about.ts';

/** One campaign: how far it is, what stands in its way, and each of its messages. */
export function CampaignPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<MessageState | null>(null);
  const filterBox = useRef<HTMLFieldSetElement>(null);
  const campaign = useCall('campaigns.get', { id });
  const progress = useCall('campaigns.progress', { id });
  const accounts = useCampaignAccounts(campaign.data);
  const about = useCampaignAbout();
  const back = { to: '/campaigns', label: t('campaigns.title') };

  if (!campaign.data) {
    return (
      <Page title={t('campaigns.one')} back={back}>
        {campaign.isError ? (
          <ErrorNote error={campaign.error} onRetry={() => void campaign.refetch()} />
        ) : (
          <>
            <Skeleton height={180} radius="lg" />
            <Skeleton height={300} radius="lg" />
            <Skeleton height={90} radius="lg" />
          </>
        )}
      </Page>
    );
  }

  const { name, state, states, undoUntil, archived } = campaign.data;
  const hasBegun = state !== 'draft' && state !== 'scheduled';
  const show = () => {
    setFilter('unknown');
    filterBox.current?.scrollIntoView();
    filterBox.current?.focus({ preventScroll: true });
  };
  // Once the last one is decided there is nothing left to see there.
  const shown = filter === 'unknown' && states.unknown === 0 ? null : filter;

  return (
    <Page
      title={name}
      back={back}
      aside={<CampaignStateBadge campaign={campaign.data} />}
      description={about(campaign.data, accounts)}
      actions={
        <>
          {hasBegun && (
            <Button component={Link} href={`/campaigns/${id}/report`} variant="default">
              {t('reports.one')}
            </Button>
          )}
          <CampaignActions campaign={campaign.data} />
          <CampaignMenu campaign={campaign.data} />
        </>
      }
    >
      {state === 'scheduled' && undoUntil !== null && (
        <TakeBackNotice campaign={campaign.data} until={undoUntil} />
      )}
      {archived && (
        <Notice tone="neutral" icon={<IconArchive aria-hidden />}>
          {t('campaigns.isArchived')}
        </Notice>
      )}
      {state === 'paused' && <PauseBanner campaign={campaign.data} />}
      <PracticeNotice campaign={campaign.data} />
      <CampaignProgressCard campaign={campaign.data} progress={progress.data} />
      {states.unknown > 0 && (
        <UnknownPanel
          campaign={campaign.data}
          lookupsPending={progress.data?.lookupsPending ?? 0}
          onShow={show}
        />
      )}
      <NotReachedPanel campaign={campaign.data} />
      {campaign.data.partsDiffer > 0 && (
        <PartsDifferNote count={campaign.data.partsDiffer} accounts={accounts} />
      )}
      <CampaignCharts campaign={campaign.data} />
      {campaign.data.kind === 'otp' && hasBegun && (
        <ListCodeCheck campaign={campaign.data} account={accounts[0]} />
      )}
      <CampaignText template={campaign.data.template} />
      <MessageBrowser
        campaign={campaign.data}
        accounts={accounts}
        filter={shown}
        onFilter={setFilter}
        fieldset={filterBox}
      />
    </Page>
  );
}
