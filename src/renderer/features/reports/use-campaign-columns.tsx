import { Sparkline } from '@mantine/charts';
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Report } from '../../../shared/report.ts';
import type { PlainColumn } from '../../ui/PlainTable.tsx';
import classes from './Reports.module.css';
import { useReportWords } from './use-report-words.ts';
import { useSumColumns } from './use-sum-columns.tsx';

/** What a report tells of each campaign, with the way to its own report. */
export function useCampaignColumns(): readonly PlainColumn<Report['campaigns'][number]>[] {
  const { t } = useTranslation();
  const { campaignName } = useReportWords();
  const sums = useSumColumns();
  return [
    {
      key: 'name',
      header: t('reports.columns.campaign'),
      cell: (campaign) =>
        campaign.campaignId === null ? (
          campaignName(campaign)
        ) : (
          <Anchor component={Link} href={`/campaigns/${campaign.campaignId}/report`}>
            {campaignName(campaign)}
          </Anchor>
        ),
    },
    {
      key: 'line',
      header: t('reports.columns.line'),
      from: 860,
      // Hidden from who listens: the campaign's own report says the same in a table.
      cell: ({ line }) => (
        <Sparkline
          aria-hidden
          className={classes.line}
          h={24}
          data={line.length === 1 ? [...line, ...line] : line}
          color="var(--accent)"
          strokeWidth={1.5}
          fillOpacity={0.25}
          areaProps={{ isAnimationActive: false }}
        />
      ),
    },
    {
      key: 'kind',
      header: t('reports.columns.kind'),
      from: 980,
      cell: ({ kind }) => t(`reports.kinds.${kind}`),
    },
    ...sums,
  ];
}
