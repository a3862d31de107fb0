import type { CallOutput, ParsedInput } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Emitter } from '../../lib/emitter.ts';
import type { Store } from '../../store/store.ts';
import { createOneAtATime, type OneAtATime } from '../one-at-a-time.ts';
import { writeTable, type Table } from '../table-file.ts';
import { messageTable } from './message-table.ts';
import { makeReport } from './report.ts';
import { reportTable } from './report-table.ts';

export interface ReportTools {
  readonly store: Store;
  readonly emitter: Emitter;
  readonly exporting: OneAtATime;
}

/** Files that are saved, those of contacts included. */
export function createExporting(): OneAtATime {
  const words = 'Another file is being saved. Wait for its end or cancel it.';
  return createOneAtATime({ reason: 'export-running', words });
}

type ExportInput = ParsedInput<'reports.export'>;

/** Saves a table of a report, or the messages themselves, and tells the window how far it is. Errors as the contract says. */
export async function exportReport(
  tools: ReportTools,
  { table: name, file, words, ...query }: ExportInput,
): Promise<CallOutput<'reports.export'>> {
  const { store, emitter, exporting } = tools;
  return exporting.run(async (signal) => {
    const report = await makeReport(store, query);
    const wordOf = (key: string, english: string): string => words[key] ?? english;
    const { table, total }: { table: Table; total: number } =
      name === 'messages'
        ? await messageTable(store, { query, report, wordOf })
        : reportTable(name, report, wordOf);
    const rows = await writeTable(file, table, {
      signal,
      // What was sent meanwhile is written, too.
      onProgress: (done) =>
        emitter.emit('task.progress', { task: 'reports.export', done, total: Math.max(total, done) }),
    });
    return { rows };
  });
}

/** Ends the running export; no file appears. */
export async function cancelExport({ exporting }: ReportTools): Promise<void> {
  await exporting.end(
    new AppError('conflict', 'The file was not saved: you cancelled it.', { reason: 'export-cancelled' }),
  );
}
