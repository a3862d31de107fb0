import { z } from 'zod';
import { DeliveryTimes, Report, ReportQuery, ReportTable } from '../report.ts';
import { byId, call, nothing } from './call.ts';

/** Calls about what was sent, over a time or of a campaign. */
export const reportCalls = {
  'reports.get': call(ReportQuery, Report),
  'reports.deliveryTimes': call(byId, DeliveryTimes),
  /**
   * Saves one table as CSV or XLSX, by the file's name; answers its rows. Emits `task.progress`. Throws
   * `export-running`, `export-cancelled`, `file-unwritable`.
   */
  'reports.export': call(
    z.object({
      ...ReportQuery.shape,
      table: ReportTable,
      /** A path; the window holds a token of `files.chooseSave` in its place. */
      file: z.string(),
      /** Headers, states and reasons in the operator's language by their key; English where one is missing. */
      words: z.record(z.string().max(60), z.string().max(200)).default({}),
    }),
    z.object({ rows: z.int() }),
  ),
  'reports.cancelExport': call(nothing, nothing),
} as const;
