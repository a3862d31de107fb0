import { Button, Select, Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { useCityName } from '../../ui/use-city-name.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { hasMessages } from './has-messages.ts';
import { ReportCharts } from './ReportCharts.tsx';
import { ReportFigures } from './ReportFigures.tsx';
import classes from './Reports.module.css';
import { AccountTable, CampaignTable, ErrorTable, PrefixTable } from './ReportTables.tsx';
import { chosenDays, timeAt, TimeFilter } from './TimeFilter.tsx';
import { ExportProgress, useExport } from './use-export.tsx';

const ALL = 'all';
/** Of everything that was ever sent. */
const EVERYTHING = { from: null, to: null, accountId: null, campaignId: null };

/** What was sent over a time, and what became of it. */
export function ReportsPage() {
  const { t } = useTranslation();
  const cityOf = useCityName();
  const [time, setTime] = useState(() => timeAt('month'));
  const [accountId, setAccountId] = useState<number | null>(null);
  const [campaignId, setCampaignId] = useState<number | null>(null);
  const days = chosenDays(time);
  const query = { from: days?.from ?? null, to: days?.to ?? null, accountId, campaignId };
  const report = useCall('reports.get', query, { enabled: days !== null, keepLast: true });
  const accounts = useCall('accounts.list', {});
  const campaigns = useCall('campaigns.list', {});
  const { save, saving, button } = useExport(query, report.data);
  const isEmpty = report.data !== undefined && !hasMessages(report.data);
  // Whoever has not sent anything yet is not told to choose other days.
  const everything = useCall('reports.get', EVERYTHING, { enabled: isEmpty });
  const reset = () => {
    setTime(timeAt('all'));
    setAccountId(null);
    setCampaignId(null);
  };

  const filters = (
    <div className={classes.filters}>
      <TimeFilter time={time} onChange={setTime} />
      <Select
        label={t('reports.account.label')}
        data={[
          { value: ALL, label: t('reports.account.all') },
          ...(accounts.data?.map(({ id, name }) => ({ value: String(id), label: name })) ?? []),
        ]}
        value={accountId === null ? ALL : String(accountId)}
        onChange={(value) => setAccountId(value === ALL ? null : Number(value))}
      />
      <Select
        label={t('reports.campaign.label')}
        searchable
        limit={100}
        nothingFoundMessage={t('reports.campaign.none')}
        data={[
          { value: ALL, label: t('reports.campaign.all') },
          ...(campaigns.data?.map(({ id, name }) => ({ value: String(id), label: name })) ?? []),
        ]}
        value={campaignId === null ? ALL : String(campaignId)}
        onChange={(value) => setCampaignId(value === ALL ? null : Number(value))}
      />
    </div>
  );

  return (
    <Page
      title={t('reports.title')}
      description={report.data && t('reports.zone', { zone: cityOf(report.data.zone) })}
      actions={
        report.data &&
        hasMessages(report.data) && (
          <ExportMenu
            button={button}
            tables={['periods', 'campaigns', 'prefixes', 'accounts', 'messages']}
            // While no days are chosen the screen shows those of before, and a file would have all.
            busy={saving !== null || days === null}
            onChoose={(table) => void save(table)}
          />
        )
      }
    >
      {filters}
      {saving !== null && <ExportProgress name={saving} button={button} />}
      {report.isError && <ErrorNote error={report.error} onRetry={() => void report.refetch()} />}
      {!report.data && report.isLoading && (
        <>
          <Skeleton height={92} radius="lg" />
          <Skeleton height={320} radius="lg" />
        </>
      )}
      {isEmpty && everything.isError && (
        <ErrorNote error={everything.error} onRetry={() => void everything.refetch()} />
      )}
      {isEmpty && everything.data && (
        <Card>
          {hasMessages(everything.data) ? (
            <Empty
              icon={<IconChartBar aria-hidden />}
              title={t('reports.empty.filtered')}
              action={<Button onClick={reset}>{t('reports.empty.showAll')}</Button>}
            >
              {t('reports.empty.filteredAbout')}
            </Empty>
          ) : (
            <Empty
              icon={<IconChartBar aria-hidden />}
              title={t('reports.empty.title')}
              action={
                <Button component={Link} href="/campaigns/new">
                  {t('reports.empty.action')}
                </Button>
              }
            >
              {t('reports.empty.about')}
            </Empty>
          )}
        </Card>
      )}
      {report.data && hasMessages(report.data) && (
        <>
          <ReportFigures total={report.data.total} />
          <ReportCharts report={report.data} />
          <CampaignTable report={report.data} />
          <ErrorTable errors={report.data.errors} />
          <PrefixTable prefixes={report.data.prefixes} />
          {report.data.accounts.length > 1 && <AccountTable accounts={report.data.accounts} />}
        </>
      )}
    </Page>
  );
}
