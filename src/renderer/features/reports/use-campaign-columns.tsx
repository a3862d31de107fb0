import { Sparkline } from '@mantine/charts';
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Report } from '../../../shared/report.ts';
import type { PlainColumn } from '../../ui/PlainTable.tsx';
import classes from './Reports.module.css';
import { FEWEST_BARS } from './fewest-bars.ts';
import { useReportWords } from './use-report-words.ts';

type ReportCampaign = Report['campaigns'][number];

/** What campaigns are told apart by in a report, with the way to the own report of each. */
export function useCampaignColumns(
  report: Report,
  campaigns: readonly ReportCampaign[],
): readonly PlainColumn<ReportCampaign>[] {
  const { t } = useTranslation();
  const words = useReportWords();
  const spanWords = words.periods(report);
  const isDrawn = ({ line }: ReportCampaign) => line.filter((sent) => sent > 0).length >= FEWEST_BARS;
  // Single codes and answers are called so already.
  const kindsDiffer = campaigns.some(({ campaignId, kind }) => campaignId !== null && kind !== 'list');
  const name: PlainColumn<ReportCampaign> = {
    key: 'name',
    header: t('reports.columns.campaign'),
    cell: (campaign) =>
      campaign.campaignId === null ? (
        words.campaignName(campaign)
      ) : (
        <Anchor component={Link} href={`/campaigns/${campaign.campaignId}/report`}>
          {words.campaignName(campaign)}
        </Anchor>
      ),
  };
  // The same text goes every week, under the same name.
  const when: PlainColumn<ReportCampaign> = {
    key: 'when',
    header: t('reports.columns.period'),
    width: 'fit',
    from: 760,
    cell: ({ line }) => {
      const first = report.periods[line.findIndex((sent) => sent > 0)];
      const last = report.periods[line.findLastIndex((sent) => sent > 0)];
      return first && last ? spanWords(first.startsAt, last.startsAt) : '–';
    },
  };
  const line: PlainColumn<ReportCampaign> = {
    key: 'line',
    header: t('reports.columns.line'),
    from: 980,
    // Hidden from who listens: the campaign's own report says the same in a table.
    cell: (campaign) =>
      isDrawn(campaign) && (
        <Sparkline
          aria-hidden
          className={classes.line}
          h={24}
          data={campaign.line}
          color="var(--accent)"
          strokeWidth={1.5}
          fillOpacity={0.25}
          areaProps={{ isAnimationActive: false }}
        />
      ),
  };
  const kind: PlainColumn<ReportCampaign> = {
    key: 'kind',
    header: t('reports.columns.kind'),
    from: 1080,
    cell: (campaign) => t(`reports.kinds.${campaign.kind}`),
  };
  return [name, when, ...(campaigns.some(isDrawn) ? [line] : []), ...(kindsDiffer ? [kind] : [])];
}
