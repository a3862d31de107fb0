import { Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import classes from './DataGrid.module.css';

/** One column of a `DataGrid`. */
export interface Column<Row> {
  key: string;
  header: string;
  /** Pixels, at least. */
  width: number;
  /** Its share of what is left over; a column without one stays as it is. */
  grow?: number;
  align?: 'end';
  /** `focusable` is true in the row that has the cursor: only there do its buttons take part in Tab. */
  cell: (row: Row, focusable: boolean) => ReactNode;
}

interface DataGridProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => number;
  /** Rows there are, loaded or not. */
  total: number;
  /** The first page is on its way. */
  loading: boolean;
  hasMore: boolean;
  /** Asked for again and again while the end is near: asking twice does nothing. */
  onMore: () => void;
  /** Told the first and the last row that are drawn, as often, so that only these are kept fresh. */
  onView?: (first: number, last: number) => void;
  /** In place of the rows where there are none. */
  empty: ReactNode;
}

const HEADER_HEIGHT = 40;
/** Low enough that 700,000 rows stay below the height at which Chromium cuts an element off. */
const ROW_HEIGHT = 44;
const GAP = 16;
const EDGE = 18;
const ROWS_A_PAGE = 10;
const SKELETON_ROWS = 8;

/** A long table: only what is seen is in the page, and more rows are fetched as one nears the end. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  // The virtualizer answers differently at each call; a compiler that remembers its answers breaks scrolling.
  'use no memo';
  const { label, columns, rows, rowId, total, loading, hasMore, onMore, onView, empty } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  // oxlint-disable-next-line react/incompatible-library -- said to the compiler above
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? -1;
  const firstSeen = items[0]?.index ?? -1;
  // After each render, without a list of what it depends on: a page that was asked for may have been broken off
  // since, and the same rows may lie on other pages by now.
  useEffect(() => {
    if (firstSeen >= 0) onView?.(firstSeen, lastSeen);
    if (hasMore && lastSeen >= rows.length - 2 * ROWS_A_PAGE) onMore();
  });

  const current = Math.min(cursor, Math.max(0, rows.length - 1));
  const cursorIsDrawn = items.some((item) => item.index === current);
  const gaps = GAP * (columns.length - 1) + 2 * EDGE;
  const minWidth = columns.reduce((sum, column) => sum + column.width, gaps);
  const tracks = {
    gap: GAP,
    padding: `0 ${EDGE}px`,
    gridTemplateColumns: columns
      .map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`))
      .join(' '),
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + ROWS_A_PAGE,
      PageUp: current - ROWS_A_PAGE,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (target === undefined || rows.length === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, target));
    setCursor(next);
    virtualizer.scrollToIndex(next);
  };

  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (row) setCursor(Number(row.dataset['index']));
  };

  return (
    <div className={classes.outer}>
      <div ref={scroller} className={classes.scroller}>
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA's own grid pattern
          role="grid"
          aria-label={label}
          aria-rowcount={total + 1}
          aria-colcount={columns.length}
          aria-busy={loading}
          tabIndex={0}
          className={classes.grid}
          style={{ minWidth }}
          onKeyDown={onKeyDown}
          onClick={onClick}
          {...(cursorIsDrawn ? { 'aria-activedescendant': `${id}-${current}` } : {})}
        >
          <thead className={classes.header}>
            <tr aria-rowindex={1} className={classes.row} style={{ ...tracks, height: HEADER_HEIGHT }}>
              {columns.map((column, index) => (
                <th
                  key={column.key}
                  scope="col"
                  aria-colindex={index + 1}
                  className={classes.headerCell}
                  data-align={column.align}
                >
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const isCurrent = item.index === current;
              return (
                <tr
                  key={rowId(row)}
                  id={`${id}-${item.index}`}
                  aria-rowindex={item.index + 2}
                  data-index={item.index}
                  data-current={isCurrent || undefined}
                  className={classes.row}
                  style={{
                    ...tracks,
                    height: ROW_HEIGHT,
                    transform: `translateY(${item.start - HEADER_HEIGHT}px)`,
                  }}
                >
                  {columns.map((column, index) => (
                    <td
                      key={column.key}
                      aria-colindex={index + 1}
                      className={classes.cell}
                      data-align={column.align}
                    >
                      {column.cell(row, isCurrent)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
        {(loading || hasMore) && (
          <div aria-hidden style={{ minWidth }}>
            {Array.from({ length: loading ? SKELETON_ROWS : 2 }, (_, index) => (
              <div key={index} className={classes.row} style={{ ...tracks, height: ROW_HEIGHT }}>
                {columns.map((column) => (
                  <Skeleton key={column.key} height={12} width="70%" />
                ))}
              </div>
            ))}
          </div>
        )}
      </div>
      {!loading && rows.length === 0 && <div className={classes.empty}>{empty}</div>}
    </div>
  );
}
