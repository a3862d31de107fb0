import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ChosenFile } from '../../../shared/chosen-file.ts';
import type { ColumnMapping } from '../../../shared/csv-import.ts';
import { ApiError, call, eventKey } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useDefaults } from '../../use-defaults.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { draftFor, readingOf, type ImportDraft } from './import-draft.ts';
import { firstStep, runStep, type Ending, type ImportStep, type ReviewStep } from './import-step.ts';
import { useUnseenImport } from './use-unseen-import.ts';

/** Where the import is, and what can be done about it. */
interface ImportSession {
  step: ImportStep;
  choose: (chosen: ChosenFile) => void;
  change: (patch: Partial<ImportDraft>) => void;
  /** Tells what the file would do. */
  check: (mapping: ColumnMapping) => Promise<void>;
  /** From the review back to the columns. */
  reconsider: () => void;
  run: () => Promise<void>;
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
  const [location, goTo] = useLocation();
  const isLookedAt = useRef(false);
  useEffect(() => {
    isLookedAt.current = location === IMPORT_PATH;
  }, [location]);
  const [step, setStep] = useState<ImportStep>(firstStep);

  const end = (ending: Ending) => setStep((now) => (now.at === 'run' ? { ...now.back, ending } : now));

  useUnseenImport({
    step,
    onHeard: () => setStep((now) => (now.at === 'run' ? now : runStep(now, 'import', null))),
    onEnd: end,
  });

  const choose = (chosen: ChosenFile) =>
    setStep({
      at: 'map',
      chosen,
      draft: draftFor(chosen, defaults, t('import.sample.unnamed', { number: '#' })),
      ending: null,
    });

  const begin = useEffectEvent((opened: ChosenFile) => {
    goTo(IMPORT_PATH);
    // A running import is not thrown away for a file that can be opened again.
    if (step.at !== 'run') choose(opened);
  });
  useEffect(() => window.kaptar.on('files.opened', (opened) => begin(opened)), []);

  const fail = (error: unknown) => {
    const reason = error instanceof ApiError ? error.reason : null;
    if (reason === 'import-cancelled') end({ kind: 'cancelled' });
    else {
      end({ kind: 'failed', error });
      if (!isLookedAt.current) tell.trouble(error);
    }
  };
  /** The progress of an earlier one would be shown until the first news of this one. */
  const forgetProgress = () => client.removeQueries({ queryKey: eventKey('import.progress') });

  const check = async (mapping: ColumnMapping) => {
    if (step.at !== 'map') return;
    const { chosen, draft } = step;
    forgetProgress();
    setStep(runStep(step, 'check', chosen));
    try {
      const found = await call('import.check', {
        ...readingOf(chosen, draft, mapping),
        list: draft.list.trim(),
      });
      setStep({ at: 'review', chosen, draft, mapping, check: found, ending: null });
    } catch (error) {
      fail(error);
    }
  };

  const run = async () => {
    if (step.at !== 'review') return;
    const of: ReviewStep = step;
    const { chosen, draft, mapping } = of;
    forgetProgress();
    setStep(runStep(step, 'import', chosen));
    try {
      const report = await call('import.run', {
        ...readingOf(chosen, draft, mapping),
        list: draft.list.trim(),
      });
      setStep({ at: 'report', report, of });
      if (isLookedAt.current) return;
      const taken = report.created + report.updated;
      tell.done(
        t('import.report.title', { count: taken, number: format.count(taken), list: report.listName }),
      );
    } catch (error) {
      if (error instanceof ApiError && error.reason === 'import-running')
        setStep(runStep(step, 'import', null));
      else fail(error);
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
        choose,
        change: (patch) =>
          setStep((now) => (now.at === 'map' ? { ...now, draft: { ...now.draft, ...patch } } : now)),
        check,
        reconsider: () =>
          setStep((now) =>
            now.at === 'review' ? { at: 'map', chosen: now.chosen, draft: now.draft, ending: null } : now,
          ),
        run,
        cancel,
        startAnew: () => setStep(firstStep),
      }}
    >
      {children}
    </Session>
  );
}

/** The import of this window; throws outside of its provider. */
export function useImportSession(): ImportSession {
  const session = useContext(Session);
  if (!session) throw new Error('There is no ImportSessionProvider above.');
  return session;
}
