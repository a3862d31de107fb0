import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RejectReason, type ImportCheck, type RejectedRow } from '../../../shared/csv-import.ts';
import { Card } from '../../ui/Card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './RejectedRows.module.css';

/** Enough of each group to recognise it by; the rest is in the file that can be saved. */
const ROWS_SHOWN = 5;

interface RejectedRowsProps {
  of: Pick<ImportCheck, 'reasons' | 'rejected'>;
  title: string;
  /** What can be done with all of them. */
  action: ReactNode;
}

/** The rows that are not taken, grouped by how to mend them. */
export function RejectedRows({ of, title, action }: RejectedRowsProps) {
  const { t } = useTranslation();
  if (of.rejected.length === 0) return null;

  return (
    <Stack gap="md">
      <Group justify="space-between" gap="md">
        <div className={classes.intro}>
          <Title order={2}>{title}</Title>
          <Text c="dimmed">{t('import.rejected.all')}</Text>
        </div>
        {action}
      </Group>
      {RejectReason.options.map((reason) => (
        <RejectGroup
          key={reason}
          reason={reason}
          count={of.reasons[reason]}
          rows={of.rejected.filter((row) => row.reason === reason)}
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
