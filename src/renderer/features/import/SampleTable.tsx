import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CsvInspection } from '../../../shared/csv-import.ts';
import type { ColumnRole } from './column-roles.ts';
import classes from './SampleTable.module.css';

const roleChoices = ['phone', 'name', 'field', 'ignore'] as const;

interface SampleTableProps {
  file: CsvInspection;
  roles: readonly ColumnRole[];
  onRole: (column: number, role: ColumnRole) => void;
}

/** The first rows of the file, with the role of each column above it. */
export function SampleTable({ file, roles, onRole }: SampleTableProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.scroller}>
      <table className={classes.table}>
        <thead>
          <tr>
            {file.header.map((name, column) => (
              <th key={column} scope="col" data-role={roles[column]}>
                <span className={classes.header}>
                  {name || t('import.sample.unnamed', { number: column + 1 })}
                </span>
                <Select
                  size="xs"
                  aria-label={t('import.sample.role', {
                    column: name || t('import.sample.unnamed', { number: column + 1 }),
                  })}
                  data={roleChoices.map((role) => ({ value: role, label: t(`import.roles.${role}`) }))}
                  value={roles[column] ?? 'field'}
                  onChange={(value) => onRole(column, roleChoices.find((role) => role === value) ?? 'field')}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {file.sample.map((cells, row) => (
            <tr key={row}>
              {file.header.map((_, column) => (
                <td key={column} data-role={roles[column]}>
                  {cells[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
