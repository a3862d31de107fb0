import { useTranslation } from 'react-i18next';
import type { PlainColumn } from '../../ui/PlainTable.tsx';

/** What the tables over a report's time begin with. */
export function usePeriodColumn(
  periodName: (startsAt: number) => string,
): PlainColumn<{ readonly startsAt: number }> {
  const { t } = useTranslation();
  return {
    key: 'period',
    header: t('reports.columns.period'),
    cell: ({ startsAt }) => periodName(startsAt),
  };
}
