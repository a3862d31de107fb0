import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportSum } from '../../../shared/report.ts';
import { Card } from '../../ui/Card.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Reports.module.css';
import { useReportWords } from './use-report-words.ts';

interface ReportFiguresProps {
  total: ReportSum;
  /** The same as a picture, above them. */
  bar?: ReactNode;
}

/** The numbers that a report begins with. */
export function ReportFigures({ total, bar }: ReportFiguresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  return (
    <Card>
      {bar && <div className={classes.bar}>{bar}</div>}
      <div className={classes.figures}>
        <Figure label={t('reports.columns.sent')} value={format.count(total.sent)} />
        <Figure label={t('reports.columns.share')} value={words.share(total)} />
        <Figure label={words.stateName('failed')} value={format.count(total.states.failed)} />
        <Figure label={words.stateName('unknown')} value={format.count(total.states.unknown)} />
        <Figure label={t('reports.columns.parts')} value={format.count(total.parts)} />
        <Figure label={t('reports.columns.cost')} value={words.cost(total)} />
      </div>
    </Card>
  );
}
