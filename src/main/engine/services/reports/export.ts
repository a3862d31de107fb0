import type { CallOutput, ParsedInput } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Emitter } from '../../lib/emitter.ts';
import type { Store } from '../../store/store.ts';
import { writeTable, type Table } from '../table-file.ts';
import { messageTable } from './message-table.ts';
import { makeReport } from './report.ts';
import { reportTable } from './report-table.ts';

/** The export that runs, if any: there is one at a time. */
export interface ReportTools {
  readonly store: Store;
  readonly emitter: Emitter;
  readonly exporting: { current: AbortController | null };
}

type ExportInput = ParsedInput<'reports.export'>;

/** Saves a table of a report, or the messages themselves, and tells the window how far it is. Errors as the contract says. */
export async function exportReport(
  tools: ReportTools,
  { table: name, file, words, ...query }: ExportInput,
): Promise<CallOutput<'reports.export'>> {
  const { store, emitter, exporting } = tools;
  if (exporting.current) {
    throw new AppError('conflict', 'Another file is being saved. Wait for its end or cancel it.', {
      reason: 'export-running',
    });
  }
  const controller = new AbortController();
  exporting.current = controller;
  try {
    const report = await makeReport(store, query);
    const wordOf = (key: string, english: string): string => words[key] ?? english;
    const { table, total }: { table: Table; total: number } =
      name === 'messages'
        ? await messageTable(store, { query, report, wordOf })
        : reportTable(name, report, wordOf);
    const rows = await writeTable(file, table, {
      signal: controller.signal,
      // What was sent meanwhile is written, too.
      onProgress: (done) =>
        emitter.emit('task.progress', { task: 'reports.export', done, total: Math.max(total, done) }),
    });
    return { rows };
  } finally {
    exporting.current = null;
  }
}

/** Ends the running export; no file appears. */
export function cancelExport({ exporting }: ReportTools): void {
  exporting.current?.abort(
    new AppError('conflict', 'The file was not saved: you cancelled it.', { reason: 'export-cancelled' }),
  );
}
