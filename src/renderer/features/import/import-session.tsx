import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ColumnMapping } from '../../../shared/csv-import.ts';
import { ApiError, call, eventKey } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useDefaults } from '../../use-defaults.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { draftFor, type ImportDraft } from './import-draft.ts';
import { firstStep, runStep, type Ending, type ImportStep } from './import-step.ts';
import type { ChosenFile } from './use-choose-file.ts';
import { useUnseenImport } from './use-unseen-import.ts';

/** Where the import is, and what can be done about it. */
interface ImportSession {
  step: ImportStep;
  choose: (chosen: ChosenFile) => void;
  change: (patch: Partial<ImportDraft>) => void;
  run: (mapping: ColumnMapping) => Promise<void>;
  cancel: () => Promise<void>;
  startAnew: () => void;
}

const IMPORT_PATH = '/contacts/import';
const Session = createContext<ImportSession | null>(null);

/** Keeps the import while other screens are looked at. */
export function ImportSessionProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const tell = useTell();
  const defaults = useDefaults();
  const [location] = useLocation();
  const isLookedAt = useRef(false);
  useEffect(() => {
    isLookedAt.current = location === IMPORT_PATH;
  }, [location]);
  const [step, setStep] = useState<ImportStep>(firstStep);

  const end = (ending: Ending) => setStep((now) => (now.at === 'run' ? { ...now.back, ending } : now));

  useUnseenImport({
    step,
    onHeard: () => setStep((now) => (now.at === 'run' ? now : runStep(now, null))),
    onEnd: end,
  });

  const run = async (mapping: ColumnMapping) => {
    if (step.at !== 'map') return;
    const { chosen, draft } = step;
    // The progress of an earlier import would be shown until the first news of this one.
    client.removeQueries({ queryKey: eventKey('import.progress') });
    setStep(runStep(step, chosen));
    try {
      const { encoding, country, list, rejects } = draft;
      const report = await call('import.run', {
        file: chosen.file,
        encoding,
        country,
        mapping,
        list: list.trim(),
        rejects: rejects?.file ?? null,
      });
      setStep({ at: 'report', report, draft });
      if (isLookedAt.current) return;
      const taken = report.created + report.updated;
      tell.done(
        t('import.report.title', { count: taken, number: format.count(taken), list: report.listName }),
      );
    } catch (error) {
      const reason = error instanceof ApiError ? error.reason : null;
      if (reason === 'import-running') setStep(runStep(step, null));
      else if (reason === 'import-cancelled') end({ kind: 'cancelled' });
      else {
        end({ kind: 'failed', error });
        if (!isLookedAt.current) tell.trouble(error);
      }
    }
  };

  const cancel = async () => {
    const set = (patch: { cancelling: boolean; trouble: unknown }) =>
      setStep((now) => (now.at === 'run' ? { ...now, ...patch } : now));
    set({ cancelling: true, trouble: null });
    try {
      await call('import.cancel', {});
    } catch (error) {
      set({ cancelling: false, trouble: error });
    }
  };

  return (
    <Session
      value={{
        step,
        choose: (chosen) => setStep({ at: 'map', chosen, draft: draftFor(chosen, defaults), ending: null }),
        change: (patch) =>
          setStep((now) => (now.at === 'map' ? { ...now, draft: { ...now.draft, ...patch } } : now)),
        run,
        cancel,
        startAnew: () => setStep(firstStep),
      }}
    >
      {children}
    </Session>
  );
}

export function useImportSession(): ImportSession {
  const session = useContext(Session);
  if (!session) throw new Error('There is no ImportSessionProvider above.');
  return session;
}
