import { Checkbox, VisuallyHidden } from '@mantine/core';
import {
  useEffect,
  useId,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import classes from './DataGrid.module.css';
import { GridRow, ShapeOfRow, type Column } from './GridRow.tsx';
import { useRowWindow } from './use-row-window.ts';

/** Which rows are ticked; whoever has them says so, since not all of them are loaded. */
export interface GridSelection<Row> {
  isSelected: (row: Row) => boolean;
  /** Every row there is, loaded or not. */
  isAll: boolean;
  isEmpty: boolean;
  toggle: (row: Row) => void;
  /** Ticks these, too. */
  add: (rows: readonly Row[]) => void;
  selectAll: () => void;
  clear: () => void;
  /** What the box of a row, and that of all, is called. */
  labelOf: (row: Row) => string;
  allLabel: string;
}

interface DataGridProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  /** Rows there are, loaded or not. */
  count: number;
  /** Undefined for one that is not loaded. */
  rowAt: (index: number) => Row | undefined;
  rowId: (row: Row) => number;
  /** The first rows are on their way. */
  loading: boolean;
  /** Told the first and the last row that are in sight or near it, again and again: what it asks for, it asks for once. */
  onView: (first: number, last: number) => void;
  /** In place of the rows where there are none. */
  empty: ReactNode;
  /** A column of boxes to tick, Space, Shift and Ctrl+A. */
  selection?: GridSelection<Row>;
  /** A click on a row, or Enter. */
  onOpen?: (row: Row) => void;
  /** Delete. */
  onRemove?: (row: Row) => void;
  /** To give the focus to. */
  gridRef?: RefObject<HTMLTableElement | null>;
}

const HEADER_HEIGHT = 40;
/** The line below it. */
const HEADER_LINE = 1;
const ROW_HEIGHT = 44;
const GAP = 16;
const EDGE = 18;
const ROWS_A_PAGE = 10;
const SKELETON_ROWS = 8;
/** Rows that are asked for before they come into sight: as many as a quick wheel turns while they are on their way. */
const AHEAD = 60;
const BOX_WIDTH = 20;
/** What does something of its own with a click or a key. */
const CONTROLS = 'button, a, input, label';

/** A long table: only what is seen is in the page, and asked for. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, count, rowAt, rowId, loading, onView, empty } = props;
  const { selection, onOpen, onRemove, gridRef } = props;
  const id = useId();
  const [cursor, setCursor] = useState(0);
  /** Where a range of rows begins that Shift ends. */
  const [anchor, setAnchor] = useState(0);
  const current = Math.min(cursor, Math.max(0, count - 1));
  const { scroller, first, last, from, until, height, begin, topOf, scrollTo } = useRowWindow(
    count,
    ROW_HEIGHT,
    HEADER_HEIGHT + HEADER_LINE,
  );
  // After each render, without a list of what it depends on: a page that was asked for may have been broken off
  // since, and the same rows may lie on other pages by now.
  useEffect(() => {
    if (last >= first) onView(Math.max(0, first - AHEAD), Math.min(count - 1, last + AHEAD));
  });

  /** A row that has just moved from page to page may be on both of them. */
  const keys = new Set<number>();
  const drawn = Array.from({ length: until - from }, (_, place) => from + place);
  const cursorIsDrawn = count > 0 && rowAt(current) !== undefined;
  // The row of the cursor stays in the page wherever one scrolls: the focus may be on a button of it.
  if (cursorIsDrawn && current < from) drawn.unshift(current);
  if (cursorIsDrawn && current >= until) drawn.push(current);
  const widths = [...(selection ? [BOX_WIDTH] : []), ...columns.map(({ width }) => width)];
  const gaps = GAP * (widths.length - 1) + 2 * EDGE;
  const minWidth = widths.reduce((sum, width) => sum + width, gaps);
  const firstColumn = selection ? 2 : 1;
  // Once for all rows: Chromium takes its time for each that brings a style of its own.
  const tracks: CSSProperties & Record<`--${string}`, string> = {
    '--row-height': `${ROW_HEIGHT}px`,
    '--row-gap': `${GAP}px`,
    '--row-edge': `${EDGE}px`,
    '--row-columns': [
      ...(selection ? [`${BOX_WIDTH}px`] : []),
      ...columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)),
    ].join(' '),
  };

  const selectTo = (index: number) => {
    const [low, high] = [Math.min(anchor, index), Math.max(anchor, index)];
    const rows = Array.from({ length: high - low + 1 }, (_, place) => rowAt(low + place));
    // Nobody has seen those that are not loaded: all or none.
    if (rows.every((row) => row !== undefined)) selection?.add(rows);
  };

  /** What a key does with the row of the cursor, beside walking. */
  const actOn = (event: KeyboardEvent): boolean => {
    const row = rowAt(current);
    if (row === undefined) return false;
    if (event.key === ' ' && selection) {
      selection.toggle(row);
      setAnchor(current);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && selection) selection.selectAll();
    else if (event.key === 'Escape' && selection && !selection.isEmpty) selection.clear();
    else if (event.key === 'Enter' && onOpen) onOpen(row);
    else if (event.key === 'Delete' && onRemove) onRemove(row);
    else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const isControls = event.target instanceof Element && event.target.closest(CONTROLS) !== null;
    if (!isControls && actOn(event)) {
      event.preventDefault();
      return;
    }
    const target = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + ROWS_A_PAGE,
      PageUp: current - ROWS_A_PAGE,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (target === undefined || count === 0) return;
    event.preventDefault();
    // A button that kept the focus would act on the row that one has just left.
    if (isControls) event.currentTarget.focus({ preventScroll: true });
    const next = Math.max(0, Math.min(count - 1, target));
    setCursor(next);
    if (event.shiftKey) selectTo(next);
    else setAnchor(next);
    scrollTo(next);
  };

  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return;
    const index = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? NaN);
    const row = rowAt(index);
    if (row === undefined) return;
    setCursor(index);
    const isBox = event.target.closest('[data-box]') !== null;
    if (selection && event.shiftKey && (isBox || !event.target.closest(CONTROLS))) {
      event.preventDefault();
      selectTo(index);
      return;
    }
    setAnchor(index);
    if (isBox) selection?.toggle(row);
    else if (!event.target.closest(CONTROLS)) onOpen?.(row);
  };

  return (
    <div className={classes.outer}>
      <div ref={scroller} className={classes.scroller} style={tracks}>
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA's own grid pattern
          role="grid"
          aria-label={label}
          aria-rowcount={count + 1}
          aria-colcount={widths.length}
          aria-busy={loading}
          aria-multiselectable={selection !== undefined}
          tabIndex={0}
          ref={gridRef}
          className={classes.grid}
          style={{ minWidth, height: HEADER_HEIGHT + HEADER_LINE + height }}
          onKeyDown={onKeyDown}
          onClick={onClick}
          {...(cursorIsDrawn ? { 'aria-activedescendant': `${id}-${current}` } : {})}
        >
          <thead className={classes.header}>
            <tr aria-rowindex={1} className={classes.row} style={{ height: HEADER_HEIGHT }}>
              {selection && (
                <th scope="col" aria-colindex={1} className={classes.boxCell}>
                  <Checkbox
                    size="xs"
                    // Ctrl+A does the same from within the table.
                    tabIndex={-1}
                    aria-label={selection.allLabel}
                    checked={selection.isAll}
                    indeterminate={!selection.isAll && !selection.isEmpty}
                    onChange={() => (selection.isAll ? selection.clear() : selection.selectAll())}
                  />
                </th>
              )}
              {columns.map((column, index) => (
                <th
                  key={column.key}
                  scope="col"
                  aria-colindex={index + firstColumn}
                  className={classes.headerCell}
                  data-align={column.align}
                >
                  {column.hiddenHeader ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={classes.body} style={{ marginTop: begin }}>
            {drawn.map((index, place) => {
              const row = rowAt(index);
              // The same shape at the same place, whatever passes by.
              if (row === undefined) return <ShapeOfRow key={`shape-${place}`} cells={widths.length} />;
              const key = rowId(row);
              const isAgain = keys.has(key);
              keys.add(key);
              const isAway = index < from || index >= until;
              return (
                <GridRow
                  key={isAgain ? `again-${index}` : key}
                  id={`${id}-${index}`}
                  index={index}
                  row={row}
                  columns={columns}
                  isCurrent={index === current}
                  opens={onOpen !== undefined}
                  isSelected={selection?.isSelected(row)}
                  boxLabelOf={selection?.labelOf}
                  top={isAway ? HEADER_HEIGHT + HEADER_LINE + topOf(index) : undefined}
                />
              );
            })}
          </tbody>
        </table>
        {loading && (
          <div aria-hidden style={{ minWidth }}>
            {Array.from({ length: SKELETON_ROWS }, (_, index) => (
              <div key={index} className={classes.row}>
                {widths.map((_width, cell) => (
                  <span key={cell} className={classes.shape} />
                ))}
              </div>
            ))}
          </div>
        )}
      </div>
      {!loading && count === 0 && <div className={classes.empty}>{empty}</div>}
    </div>
  );
}
