import { start } from './0001-start.ts';
import { wholeApis } from './0002-whole-apis.ts';
import { contactChanges } from './0004-contacts.ts';
import { schedules } from './0005-schedules.ts';
import { live } from './0006-live.ts';
import { reports } from './0007-reports.ts';
import { compose } from './0008-compose.ts';

/** All migrations in their order; the n-th brings the file to `user_version` n. Only ever append. */
export const migrations: readonly string[] = [
  start,
  wholeApis,
  contactChanges,
  schedules,
  live,
  reports,
  compose,
];
