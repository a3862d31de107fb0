import { Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { useCityName } from '../../ui/use-city-name.ts';
import { CampaignStateBadge } from '../campaigns/CampaignStateBadge.tsx';
import { DeliveryTimePanel } from './DeliveryTimePanel.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { hasGone, hasMessages } from './has-messages.ts';
import { ReportCharts } from './ReportCharts.tsx';
import { ReportFigures } from './ReportFigures.tsx';
import { AccountTable, ErrorTable, PrefixTable } from './ReportTables.tsx';
import { ExportProgress, useExport } from './use-export.tsx';

/** One campaign: what became of its messages, how fast they arrived, what went wrong and what they cost. */
export function CampaignReportPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const cityOf = useCityName();
  const query = { from: null, to: null, accountId: null, campaignId: id };
  const campaign = useCall('campaigns.get', { id });
  const report = useCall('reports.get', query);
  const times = useCall('reports.deliveryTimes', { id });
  const { save, saving, button } = useExport(query, report.data);
  const name = campaign.data?.name ?? t('campaigns.one');
  // Most are over within an hour: the figures have said all then.
  const isOverTime = report.data !== undefined && report.data.periods.filter(hasGone).length > 1;
  const error = campaign.error ?? report.error ?? times.error;

  return (
    <Page
      title={t('reports.ofCampaign', { name })}
      back={{ to: `/campaigns/${id}`, label: name }}
      aside={campaign.data && <CampaignStateBadge campaign={campaign.data} />}
      description={isOverTime && t('reports.zone', { zone: cityOf(report.data.zone) })}
      actions={
        report.data &&
        hasMessages(report.data) && (
          <ExportMenu
            button={button}
            tables={['messages', 'periods', 'prefixes', 'accounts']}
            busy={saving !== null}
            onChoose={(table) => void save(table)}
          />
        )
      }
    >
      {saving !== null && <ExportProgress name={saving} button={button} />}
      {error && (
        <ErrorNote
          error={error}
          onRetry={() => void Promise.all([campaign.refetch(), report.refetch(), times.refetch()])}
        />
      )}
      {!error && !(report.data && campaign.data) && (
        <>
          <Skeleton height={92} radius="lg" />
          <Skeleton height={320} radius="lg" />
        </>
      )}
      {campaign.data && report.data && !hasMessages(report.data) && (
        <Card>
          <Empty icon={<IconChartBar aria-hidden />} title={t('reports.empty.campaign')}>
            {t('reports.empty.campaignAbout')}
          </Empty>
        </Card>
      )}
      {campaign.data && report.data && hasMessages(report.data) && (
        <>
          <ReportFigures total={report.data.total} states={campaign.data.states} />
          <ErrorTable errors={report.data.errors} />
          {times.data && <DeliveryTimePanel times={times.data} />}
          {isOverTime && <ReportCharts report={report.data} />}
          <PrefixTable prefixes={report.data.prefixes} />
          {report.data.accounts.length > 1 && <AccountTable accounts={report.data.accounts} />}
        </>
      )}
    </Page>
  );
}
