import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RejectReason, type ImportReport, type RejectedRow } from '../../../shared/csv-import.ts';
import { Card } from '../../ui/Card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './RejectedRows.module.css';

/** Enough of each group to recognise it by; the rest goes to the rejects file. */
const ROWS_SHOWN = 5;

/** The rows that were not taken, grouped by how to mend them. */
export function RejectedRows({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  if (report.rejected.length === 0) return null;

  return (
    <Stack gap="md">
      <div>
        <Title order={2}>{t('import.rejected.title')}</Title>
        <Text c="dimmed">{t('import.rejected.all')}</Text>
      </div>
      {RejectReason.options.map((reason) => (
        <RejectGroup
          key={reason}
          reason={reason}
          count={report.reasons[reason]}
          rows={report.rejected.filter((row) => row.reason === reason)}
        />
      ))}
    </Stack>
  );
}

interface RejectGroupProps {
  reason: RejectReason;
  /** All of them; `rows` holds the first ones. */
  count: number;
  rows: readonly RejectedRow[];
}

function RejectGroup({ reason, count, rows }: RejectGroupProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (rows.length === 0) return null;

  const numbers = rows.map((row) => format.count(row.row));
  const more = count - numbers.length;
  return (
    <Card labelledBy={`rejected-${reason}`}>
      <Title order={3} id={`rejected-${reason}`}>
        {t(`rejects.${reason}.title`, { count, number: format.count(count) })}
      </Title>
      <Text>{t(`rejects.${reason}.repair`)}</Text>
      <table className={classes.rows}>
        <thead>
          <tr>
            <th scope="col">{t('import.rejected.row')}</th>
            <th scope="col">{t('import.rejected.cells')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_SHOWN).map((row) => (
            <tr key={row.row}>
              <td>{format.count(row.row)}</td>
              <td>
                <div className={classes.cells}>
                  {row.cells.filter((cell) => cell.trim() !== '').join(' · ')}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > ROWS_SHOWN && (
        <Text size="xs" c="dimmed" mt="xs" className="number">
          {t('import.rejected.numbers', { numbers: numbers.join(' · ') })}
          {more > 0 && ` ${t('import.rejected.more', { count: more, number: format.count(more) })}`}
        </Text>
      )}
    </Card>
  );
}
