import { z } from 'zod';
import { call, nothing } from './call.ts';

/** A day's copy of all data; its file is named by that day, in this computer's zone. */
export const BackupName = z.string().regex(/^kaptar-\d{4}-\d\d-\d\d\.db$/);

const Backup = z.object({
  name: BackupName,
  /** Wall clock ms. */
  madeAt: z.number(),
  bytes: z.int(),
});
export type Backup = z.infer<typeof Backup>;

/** Calls about copies of all data. */
export const backupCalls = {
  /** The newest first; `keep` is how many days have one at most. */
  'backups.list': call(nothing, z.object({ keep: z.int(), backups: z.array(Backup) })),
  /** Makes today's copy, checks it and puts it in the place of an earlier one of today. */
  'backups.create': call(nothing, Backup),
} as const;
