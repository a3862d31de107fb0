import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReportSum } from '../../../shared/report.ts';
import { PlainTable, type PlainColumn } from '../../ui/PlainTable.tsx';
import { useSumColumns } from './use-sum-columns.tsx';

interface SumTableProps<Row extends ReportSum> {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What the rows are about. */
  columns: readonly PlainColumn<Row>[];
  /** Pixels that more than one such column takes, which the less important numbers make room for. */
  before?: number;
}

/** Rows with the numbers that every table of a report has, and what a dash among them means. */
export function SumTable<Row extends ReportSum>({ columns, before = 0, ...table }: SumTableProps<Row>) {
  const { t } = useTranslation();
  const sums = useSumColumns(table.rows, before);
  const isTold = ({ sent, cost }: ReportSum) => sent === 0 || cost.length > 0;
  const hasDash = sums.some(({ key }) => key === 'cost') && !table.rows.every(isTold);
  return (
    <div>
      <PlainTable {...table} columns={[...columns, ...sums]} />
      {hasDash && (
        <Text size="xs" c="dimmed" mt={8}>
          {t('reports.costUntold')}
        </Text>
      )}
    </div>
  );
}
