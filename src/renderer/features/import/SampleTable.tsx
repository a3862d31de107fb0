import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FileInspection } from '../../../shared/csv-import.ts';
import type { ColumnRole } from './column-roles.ts';
import classes from './SampleTable.module.css';

const roleChoices = ['phone', 'name', 'field', 'ignore'] as const;

interface SampleTableProps {
  file: FileInspection;
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
                <div className={classes.head}>
                  <span className={classes.name} title={name}>
                    {name}
                  </span>
                  <Select
                    size="xs"
                    className={classes.role}
                    aria-label={t('import.sample.role', { column: name })}
                    data={roleChoices.map((role) => ({ value: role, label: t(`import.roles.${role}`) }))}
                    value={roles[column] ?? 'field'}
                    onChange={(value) =>
                      onRole(column, roleChoices.find((role) => role === value) ?? 'field')
                    }
                  />
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {file.sample.map((cells, row) => (
            <tr key={row}>
              {file.header.map((_, column) => (
                <td key={column} data-role={roles[column]} title={cells[column]}>
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
