import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './PlainTable.module.css';

/** One column of a `PlainTable`. */
export interface PlainColumn<Row> {
  key: string;
  header: ReactNode;
  align?: 'end';
  /** `fit` takes as little as it can, `cut` takes the rest and ends a long text in dots. */
  width?: 'fit' | 'cut';
  /** Stands out from the others. */
  marked?: boolean;
  /** Stays in sight at the right edge where the table is wider than its place: what is done with a row. */
  pinned?: boolean;
  cell: (row: Row) => ReactNode;
}

interface PlainTableProps<Row> {
  label: string;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** In place of a table without rows. */
  empty?: string;
}

/** A table of some hundred rows at most, all of them in the page; `DataGrid` is for more. */
export function PlainTable<Row>({ label, columns, rows, rowKey, empty }: PlainTableProps<Row>) {
  if (empty !== undefined && rows.length === 0) {
    return (
      <Text c="dimmed" ta="center" py="xl" component="output" display="block">
        {empty}
      </Text>
    );
  }
  const looks = ({ align, width, marked = false, pinned = false }: PlainColumn<Row>) => ({
    'data-align': align,
    'data-fit': width === 'fit' || undefined,
    'data-cut': width === 'cut' || undefined,
    'data-marked': marked || undefined,
    'data-pinned': pinned || undefined,
  });
  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" {...looks(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} {...looks(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
