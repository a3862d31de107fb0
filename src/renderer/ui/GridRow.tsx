import { Checkbox } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import classes from './DataGrid.module.css';

/** One column of a `DataGrid`. */
export interface Column<Row> {
  key: string;
  header: string;
  /** The cells are signs, narrower than their header: it is for those who hear the table. */
  hiddenHeader?: boolean;
  /** Pixels, at least. */
  width: number;
  /** Its share of what is left over; a column without one stays as it is. */
  grow?: number;
  align?: 'end';
  /** `focusable` is true in the row that has the cursor: only there do its buttons take part in Tab. */
  cell: (row: Row, focusable: boolean) => ReactNode;
}

interface GridRowProps<Row> {
  id: string;
  index: number;
  row: Row;
  columns: readonly Column<Row>[];
  isCurrent: boolean;
  /** A click on it opens something. */
  opens: boolean;
  /** Undefined in a table without boxes. */
  isSelected: boolean | undefined;
  /** What its box is called. */
  boxLabelOf: ((row: Row) => string) | undefined;
  /** Pixels from the top of the table for one that does not lie among the others. */
  top: number | undefined;
}

function Row<Row>(props: GridRowProps<Row>) {
  const { id, index, row, columns, isCurrent, opens, isSelected, boxLabelOf, top } = props;
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      data-current={isCurrent || undefined}
      data-opens={opens || undefined}
      data-away={top !== undefined || undefined}
      className={classes.row}
      style={{ top }}
    >
      {boxLabelOf && (
        <td aria-colindex={1} className={classes.boxCell} data-box>
          <Checkbox
            size="xs"
            // Space does the same from the row.
            tabIndex={-1}
            aria-label={boxLabelOf(row)}
            checked={isSelected ?? false}
            // The table's own click ticks it, since that alone knows of Shift.
            readOnly
          />
        </td>
      )}
      {columns.map((column, track) => (
        <td
          key={column.key}
          aria-colindex={track + (boxLabelOf ? 2 : 1)}
          className={classes.cell}
          data-align={column.align}
        >
          {column.cell(row, isCurrent)}
        </td>
      ))}
    </tr>
  );
}

/** A row of a `DataGrid`: drawn anew only when what it says has changed, not whenever others come into sight. */
export const GridRow = memo(Row) as typeof Row;

/** A row that is on its way. */
export const ShapeOfRow = memo(function ShapeOfRow({ cells }: { cells: number }) {
  return (
    <tr aria-hidden className={classes.row}>
      {Array.from({ length: cells }, (_, cell) => (
        // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- hidden from those who would hear it
        <td key={cell} className={classes.cell}>
          <span className={classes.shape} />
        </td>
      ))}
    </tr>
  );
});
