import { useEffect, useState } from 'react';
import type { EventPayload } from '../../../shared/contract.ts';
import { useLatest } from '../../api.ts';
import { createTimeLeft } from '../../ui/time-left.ts';

type Work = EventPayload<'import.progress'>['work'];

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
    let known: { work: Work; timeLeft: ReturnType<typeof createTimeLeft> } | null = null;
    return window.kaptar.on('import.progress', ({ work, done, total }) => {
      if (!watched.split(',').includes(work)) return;
      if (known?.work !== work) known = { work, timeLeft: createTimeLeft() };
      setLeft(known.timeLeft(done, total));
    });
  }, [watched]);

  if (!latest || !works.includes(latest.work)) return undefined;
  return { rows: latest.rows, share: latest.total > 0 ? latest.done / latest.total : null, left };
}
