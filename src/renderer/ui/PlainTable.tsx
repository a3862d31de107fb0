import { Text, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './PlainTable.module.css';

/** One column of a `PlainTable`. */
export interface PlainColumn<Row> {
  key: string;
  header: ReactNode;
  /** The cells say themselves what they are: it is for those who hear the table. */
  hiddenHeader?: boolean;
  align?: 'end';
  /** `fit` takes as little as it can, `cut` takes the rest and ends a long text in dots. */
  width?: 'fit' | 'cut';
  /** Left out where the table is narrower than this, pixels: for what can also be seen elsewhere. */
  from?: number;
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
  const { ref, width: room } = useElementSize();
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
  // No room is known before the first look at it.
  const shown = columns.filter(({ from = 0 }) => room === 0 || room >= from);
  return (
    <div ref={ref} className={classes.scroller}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {shown.map((column) => (
              <th key={column.key} scope="col" {...looks(column)}>
                {column.hiddenHeader ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {shown.map((column) => (
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
