import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Chromium cuts an element at 33,554,428 px; a list that would be taller is scrolled in larger steps. */
const TALLEST = 30_000_000;
/** Rows that are drawn beyond what is seen, so that a quick wheel meets no empty place. */
const BEYOND = 12;

interface RowWindow {
  scroller: RefObject<HTMLDivElement | null>;
  /** The rows in sight; the last one is below the first where there are none. */
  first: number;
  last: number;
  /** The rows to draw. */
  from: number;
  until: number;
  /** Pixels that all of them take, as far as the scroller goes. */
  height: number;
  /** Where a row lies in that height. */
  topOf: (index: number) => number;
  /** Brings a row into sight, and no further. */
  scrollTo: (index: number) => void;
}

/** Which of `count` rows of one height are to be drawn in a scroller below a header that stays. */
export function useRowWindow(count: number, rowHeight: number, headerHeight: number): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const [{ top, seen }, setPlace] = useState({ top: 0, seen: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const place = { top: element.scrollTop, seen: Math.max(0, element.clientHeight - headerHeight) };
      setPlace((old) => (old.top === place.top && old.seen === place.seen ? old : place));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [headerHeight]);

  const whole = count * rowHeight;
  const height = Math.min(whole, TALLEST);
  // Pixels of rows for each that is scrolled: the end of the one is the end of the other.
  const step = whole > height ? (whole - seen) / (height - seen) : 1;
  const offset = top * step;
  const first = Math.max(0, Math.min(Math.floor(offset / rowHeight), count - 1));
  const last = Math.min(count, Math.ceil((offset + seen) / rowHeight)) - 1;

  return {
    scroller,
    first,
    last,
    from: Math.max(0, first - BEYOND),
    until: Math.min(count, last + 1 + BEYOND),
    height,
    // One that is far from what is seen must not make the list any longer.
    topOf: (index) => Math.max(0, Math.min(index * rowHeight - offset + top, height - rowHeight)),
    scrollTo: (index) => {
      const begin = index * rowHeight;
      if (begin < offset) scroller.current?.scrollTo({ top: begin / step });
      else if (begin + rowHeight > offset + seen) {
        scroller.current?.scrollTo({ top: (begin + rowHeight - seen) / step });
      }
    },
  };
}
