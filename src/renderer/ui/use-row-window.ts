import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/**
 * Pixels. Chromium draws with 32-bit floats: beyond 8,388,608 they know no half pixels, and lines begin to fall out. (At
 * 33,554,428 it cuts an element off.) A list that would be taller is scrolled in larger steps.
 */
const TALLEST = 8_000_000;
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
  /** Where the first of the rows to draw lies in that height; in part above it, where a pixel of it is several rows'. */
  begin: number;
  /** Where a row lies in that height that is out of sight. */
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
  useExactWheel(scroller, step);
  // A scroller's end may lie a part of a pixel further.
  const offset = Math.min(top * step, Math.max(0, whole - seen));
  const first = Math.max(0, Math.min(Math.floor(offset / rowHeight), count - 1));
  const last = Math.min(count, Math.ceil((offset + seen) / rowHeight)) - 1;
  const from = Math.max(0, first - BEYOND);

  return {
    scroller,
    first,
    last,
    from,
    until: Math.min(count, last + 1 + BEYOND),
    height,
    begin: Math.round(from * rowHeight - offset + top),
    // One that is far from what is seen must not make the list any longer.
    topOf: (index) => Math.max(0, Math.min(index * rowHeight - offset + top, height - rowHeight)),
    scrollTo: (index) => {
      const begin = index * rowHeight;
      const end = begin + rowHeight;
      // Scrollers keep whole pixels.
      if (begin < offset) scroller.current?.scrollTo({ top: Math.floor(begin / step) });
      else if (end > offset + seen) scroller.current?.scrollTo({ top: Math.ceil((end - seen) / step) });
    },
  };
}

/** Where a pixel of the scroller is several of the rows, the wheel still moves the rows as far as it turns. */
function useExactWheel(scroller: RefObject<HTMLDivElement | null>, step: number): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || step === 1) return;
    /** What was turned and is not a pixel of the scroller yet. */
    let rest = 0;
    const turn = (event: WheelEvent) => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const isAtEnd = event.deltaY < 0 ? scrollTop <= 0 : scrollTop >= scrollHeight - clientHeight;
      // At its end the page goes on.
      if (event.deltaY === 0 || event.ctrlKey || isAtEnd) return;
      event.preventDefault();
      rest += event.deltaY / step;
      const pixels = Math.trunc(rest);
      rest -= pixels;
      element.scrollTop = scrollTop + pixels;
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [scroller, step]);
}
