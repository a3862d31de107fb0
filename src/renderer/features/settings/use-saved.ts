import { useEffect, useState } from 'react';

/** "Saved" is read at once and then only in the way, ms. */
const SEEN_FOR = 2500;

/** Which of several settings was saved a moment ago; null for none. */
export function useSaved<Name>(): { saved: Name | null; tellSaved: (name: Name) => void } {
  // An object, so that a setting that is saved twice is told anew.
  const [last, setLast] = useState<{ name: Name } | null>(null);
  useEffect(() => {
    if (!last) return undefined;
    const timer = window.setTimeout(() => setLast(null), SEEN_FOR);
    return () => window.clearTimeout(timer);
  }, [last]);
  return { saved: last?.name ?? null, tellSaved: (name) => setLast({ name }) };
}
