import type { ChosenFile } from '../../../shared/chosen-file.ts';
import type { ColumnMapping, ImportCheck, ImportReport } from '../../../shared/csv-import.ts';
import type { ImportDraft } from './import-draft.ts';

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

/** What each column of the file is, before it is checked. */
export interface MapStep {
  at: 'map';
  chosen: ChosenFile;
  draft: ImportDraft;
  ending: Ending | null;
}

/** What the file would do, before it does it. */
export interface ReviewStep {
  at: 'review';
  chosen: ChosenFile;
  draft: ImportDraft;
  mapping: ColumnMapping;
  check: ImportCheck;
  ending: Ending | null;
}

/** A check or an import that goes on. */
export interface RunStep {
  at: 'run';
  work: 'check' | 'import';
  /** Null for an import that this window has not begun itself, or has forgotten in a reload. */
  chosen: ChosenFile | null;
  cancelling: boolean;
  /** Why it could not be cancelled. */
  trouble: unknown;
  /** Where the operator is again if there will be no report. */
  back: ChooseStep | MapStep | ReviewStep;
}

/** What came of an import. */
export interface ReportStep {
  at: 'report';
  report: ImportReport;
  /** What was imported: rejected rows can still be saved. */
  of: ReviewStep;
}

export type ImportStep = ChooseStep | MapStep | ReviewStep | RunStep | ReportStep;

/** Before any import, and after one. */
export const firstStep: ChooseStep = { at: 'choose', ending: null };

/** The step of a running import; `chosen` is null where this window knows nothing about it. */
export function runStep(from: ImportStep, work: RunStep['work'], chosen: ChosenFile | null): RunStep {
  const isPrepared = from.at === 'choose' || from.at === 'map' || from.at === 'review';
  const back = isPrepared ? { ...from, ending: null } : firstStep;
  return { at: 'run', work, chosen, cancelling: false, trouble: null, back };
}
