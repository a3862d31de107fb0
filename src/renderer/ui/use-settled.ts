import { useEffect, useState } from 'react';

/** Longer than the pause within a double click, ms. */
const DOUBLE_CLICK = 500;

/**
 * Whether what is shown has stood for a moment. A button that has just taken on another meaning must not
 * take the second half of a double click for it.
 */
export function useSettled(shown: unknown): boolean {
  const [settledOn, setSettledOn] = useState<{ shown: unknown } | null>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettledOn({ shown }), DOUBLE_CLICK);
    return () => window.clearTimeout(timer);
  }, [shown]);
  return settledOn !== null && settledOn.shown === shown;
}
