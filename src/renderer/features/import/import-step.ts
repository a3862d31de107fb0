import type { ImportReport } from '../../../shared/csv-import.ts';
import type { ImportDraft } from './import-draft.ts';
import type { ChosenFile } from './use-choose-file.ts';

/** How an import ended that left no report. */
export type Ending =
  /** As the operator wished, or with the engine: nothing was taken over. */
  | { kind: 'cancelled' | 'stopped' }
  /** Begun by a window that is gone, and the report with it. */
  | { kind: 'unseen' }
  | { kind: 'failed'; error: unknown };

interface ChooseStep {
  at: 'choose';
  ending: Ending | null;
}

interface MapStep {
  at: 'map';
  chosen: ChosenFile;
  draft: ImportDraft;
  ending: Ending | null;
}

export interface RunStep {
  at: 'run';
  /** Null for an import that this window has not begun itself, or has forgotten in a reload. */
  chosen: ChosenFile | null;
  cancelling: boolean;
  /** Why it could not be cancelled. */
  trouble: unknown;
  /** Where the operator is again if there will be no report. */
  back: ChooseStep | MapStep;
}

export type ImportStep =
  ChooseStep | MapStep | RunStep | { at: 'report'; report: ImportReport; draft: ImportDraft };

/** Before any import, and after one. */
export const firstStep: ChooseStep = { at: 'choose', ending: null };

/** The step of a running import; `chosen` is null where this window knows nothing about it. */
export function runStep(from: ImportStep, chosen: ChosenFile | null): RunStep {
  const back = from.at === 'choose' || from.at === 'map' ? { ...from, ending: null } : firstStep;
  return { at: 'run', chosen, cancelling: false, trouble: null, back };
}
