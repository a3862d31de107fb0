import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { EventPayload } from '../../../shared/contract.ts';
import { eventKey } from '../../api.ts';
import type { Ending, ImportStep } from './import-step.ts';

/** After this many milliseconds without progress a change of the contacts is taken for the end of the import. */
const QUIET_FOR = 1000;

interface UnseenImport {
  step: ImportStep;
  onHeard: () => void;
  onEnd: (ending: Ending) => void;
}

/**
 * Follows an import that this window has not begun, or has forgotten in a reload. There is no answer to wait
 * for then: that it runs and that it has ended is heard from events only.
 */
export function useUnseenImport({ step, onHeard, onEnd }: UnseenImport): void {
  const client = useQueryClient();
  const heard = useEffectEvent(onHeard);
  const end = useEffectEvent(onEnd);
  const following = step.at === 'run' && step.chosen === null;
  const cancelling = step.at === 'run' && step.cancelling;

  useEffect(
    () =>
      window.kaptar.on('import.progress', ({ work, done, total }) => {
        // A file that is read in one go, as the sample contacts are, is over before it could be shown.
        if (work === 'import' && done < total) heard();
      }),
    [],
  );

  useEffect(() => {
    if (!following) return undefined;
    let timer: number | undefined;
    const endNow = () => {
      const last = client.getQueryData<EventPayload<'import.progress'>>(eventKey('import.progress'));
      // What was not read to its end was not taken over: an import is all or nothing.
      const nothingTaken = last !== undefined && last.done < last.total;
      if (!nothingTaken) end({ kind: 'unseen' });
      else end({ kind: cancelling ? 'cancelled' : 'stopped' });
    };
    const endIfQuiet = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(endNow, QUIET_FOR);
    };
    if (cancelling) endIfQuiet();
    const stops = [
      window.kaptar.on('import.progress', () => window.clearTimeout(timer)),
      window.kaptar.on('changed', ({ topic }) => {
        if (topic === 'contacts') endIfQuiet();
      }),
      window.kaptar.on('engine.state', ({ state }) => {
        if (state !== 'ready') endNow();
      }),
    ];
    return () => {
      window.clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [client, following, cancelling]);
}
