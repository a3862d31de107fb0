import { useEffect, useState } from 'react';
import type { EventPayload } from '../../../shared/contract.ts';
import { useLatest } from '../../api.ts';

type Work = EventPayload<'import.progress'>['work'];

/** Before this share and time nobody can tell the rest; both are short enough to be no wait. */
const TELLS_FROM = { share: 0.02, ms: 1500 };

/** How far a long work is; `left` is in milliseconds, null while that cannot be told. */
export interface ImportProgress {
  rows: number;
  /** 0 to 1; null where the end is not known. */
  share: number | null;
  left: number | null;
}

/** Follows the works of these kinds; undefined before their first news. */
export function useImportProgress(...works: readonly Work[]): ImportProgress | undefined {
  const latest = useLatest('import.progress');
  const [left, setLeft] = useState<number | null>(null);
  const watched = works.join();

  useEffect(() => {
    let begun: { at: number; done: number; work: Work } | null = null;
    return window.kaptar.on('import.progress', ({ work, done, total }) => {
      if (!watched.split(',').includes(work)) return;
      const now = performance.now();
      if (begun?.work !== work) begun = { at: now, done, work };
      const passed = now - begun.at;
      const made = done - begun.done;
      const canTell = total > 0 && made / total > TELLS_FROM.share && passed > TELLS_FROM.ms;
      setLeft(canTell ? ((total - done) * passed) / made : null);
    });
  }, [watched]);

  if (!latest || !works.includes(latest.work)) return undefined;
  return { rows: latest.rows, share: latest.total > 0 ? latest.done / latest.total : null, left };
}
