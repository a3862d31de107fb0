import { Skeleton, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign, CampaignHistory } from '../../../shared/campaign.ts';
import { deliveredShare, wasTried } from '../../../shared/message.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ChartLegend } from '../../ui/charts/ChartLegend.tsx';
import { Donut } from '../../ui/charts/Donut.tsx';
import { stateFill } from '../../ui/charts/StatePatterns.tsx';
import { TimeChart } from '../../ui/charts/TimeChart.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './CampaignCharts.module.css';
import { messageStateOrder } from './message-state.ts';

const MINUTE = 60_000;
/** A line through fewer points than this has no shape that would say anything. */
const FEWEST_POINTS = 4;

/** What became of the messages so far, and what left and arrived over the campaign's time. Nothing before the first left. */
export function CampaignCharts({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useId();
  const { id, state, states, startedAt } = campaign;
  const history = useCall('campaigns.history', { id }, { enabled: startedAt !== null });
  if (startedAt === null || history.data?.points.length === 0) return null;

  const points = history.data && endedPoints(history.data, state);
  // The ring is of what the share in its middle is of; the bar above shows what still waits.
  const shares = messageStateOrder
    .filter((one) => wasTried(one) && states[one] > 0)
    .map((one) => ({
      key: one,
      label: t(`messageStates.${one}.label`),
      value: states[one],
      fill: stateFill(one),
    }));
  const over = state === 'finished' || state === 'cancelled';
  return (
    <Card labelledBy={heading}>
      <Title order={2} id={heading} mb="md">
        {t(over ? 'live.charts.title' : 'live.charts.titleLive')}
      </Title>
      <div className={classes.charts}>
        <Donut
          label={t('live.charts.donut')}
          shares={shares}
          value={format.percent(deliveredShare(states) ?? 0)}
          caption={t('live.charts.delivered')}
        />
        {history.isError && !history.data && (
          <ErrorNote error={history.error} onRetry={() => void history.refetch()} />
        )}
        {history.isPending && <Skeleton height={230} radius="md" />}
        {history.data &&
          points &&
          (points.length < FEWEST_POINTS ? (
            <div aria-hidden>
              <ChartLegend
                stacked
                entries={shares.map((share) => ({ ...share, value: format.count(share.value) }))}
              />
            </div>
          ) : (
            <HistoryChart history={history.data} points={points} />
          ))}
      </div>
    </Card>
  );
}

/** Without the last one while it has not ended yet: it would always look like a fall. */
function endedPoints({ points }: CampaignHistory, state: Campaign['state']): CampaignHistory['points'] {
  return state === 'running' ? points.slice(0, -1) : points;
}

interface HistoryChartProps {
  history: CampaignHistory;
  /** Those of it that have ended. */
  points: CampaignHistory['points'];
}

function HistoryChart({ history, points }: HistoryChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { width, deliveredLater } = history;
  // What is counted by the second is told by the second: nobody multiplies by sixty.
  const unit = width < MINUTE ? 1000 : MINUTE;
  const rates = points.map(({ at, sent, delivered }) => ({
    at,
    sent: (sent * unit) / width,
    delivered: (delivered * unit) / width,
  }));
  const most = format.rate(Math.max(...rates.map(({ sent }) => sent)));
  const title = t(width < MINUTE ? 'live.charts.perSecond' : 'live.charts.perMinute', { most });
  const sumOf = (key: 'sent' | 'delivered') => history.points.reduce((sum, point) => sum + point[key], 0);

  return (
    <div className={classes.history}>
      <TimeChart
        title={title}
        summary={t('live.charts.shows', {
          most,
          sent: format.count(sumOf('sent')),
          delivered: format.count(sumOf('delivered') + deliveredLater),
        })}
        points={rates}
        series={[
          { key: 'sent', label: t('live.charts.sent'), colour: 'var(--accepted-text)' },
          { key: 'delivered', label: t('live.charts.arrived'), colour: 'var(--delivered-text)', dash: '6 4' },
        ]}
        formatTime={width < MINUTE ? format.time : format.clock}
        formatValue={format.rate}
      />
      {deliveredLater > 0 && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('live.charts.later', { count: deliveredLater, number: format.count(deliveredLater) })}
        </Text>
      )}
    </div>
  );
}
