import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StateCounts } from '../../../shared/message.ts';
import type { ReportSum } from '../../../shared/report.ts';
import { Card } from '../../ui/Card.tsx';
import { ChartLegend } from '../../ui/charts/ChartLegend.tsx';
import { stateFill } from '../../ui/charts/StatePatterns.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { messageStateOrder } from '../campaigns/message-state.ts';
import { StateBar } from '../campaigns/StateBar.tsx';
import classes from './Reports.module.css';
import { useReportWords } from './use-report-words.ts';

interface ReportFiguresProps {
  total: ReportSum;
  /** With those that are still to go, where these are known; otherwise those of the total. */
  states?: StateCounts;
}

/** What a report begins with: how many, how many of them arrived, for how much, and what became of all. */
export function ReportFigures({ total, states = total.states }: ReportFiguresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  // What was left out never went: neither the bar nor its legend counts it.
  const shown = messageStateOrder.filter((state) => state !== 'skipped' && states[state] > 0);
  return (
    <Card>
      <div className={classes.figures}>
        <Figure label={t('reports.columns.sent')} value={format.count(total.sent)} />
        <Figure label={t('reports.columns.share')} value={words.share(total)} />
        <Figure label={t('reports.columns.cost')} value={words.cost(total)} />
        <Figure label={t('reports.columns.parts')} value={format.count(total.parts)} />
      </div>
      {shown.length > 0 && (
        <div className={classes.outcome}>
          <StateBar states={states} />
          <div aria-hidden>
            <ChartLegend
              entries={shown.map((state) => ({
                key: state,
                label: words.stateName(state),
                fill: stateFill(state),
                value: format.count(states[state]),
              }))}
            />
          </div>
        </div>
      )}
      {total.sent > 0 && total.cost.length === 0 && (
        <Text size="xs" c="dimmed" mt={12}>
          {t('reports.costUntold')}
        </Text>
      )}
    </Card>
  );
}
