import { useEffect, useState } from 'react';

/** The wall clock, ms, read again every `every` ms: for what counts down before one's eyes. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), every);
    return () => window.clearInterval(timer);
  }, [every]);
  return now;
}
