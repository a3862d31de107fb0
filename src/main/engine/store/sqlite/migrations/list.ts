import { start } from './0001-start.ts';
import { wholeApis } from './0002-whole-apis.ts';
import { imports } from './0003-imports.ts';
import { contactChanges } from './0004-contacts.ts';
import { schedules } from './0005-schedules.ts';
import { live } from './0006-live.ts';
import { compose } from './0007-compose.ts';
import { reports } from './0008-reports.ts';
import { decisions } from './0009-decisions.ts';
import { steadyTime } from './0010-steady-time.ts';
import { quickChanges } from './0011-quick-changes.ts';
import { contactSearch } from './0012-contact-search.ts';
import { making } from './0013-making.ts';
import { soonerMade } from './0014-sooner-made.ts';
import { contactNumbers } from './0015-contact-numbers.ts';
import { madeContacts } from './0016-made-contacts.ts';
import { contactShapes } from './0017-contact-shapes.ts';

/** All migrations in their order; the n-th brings the file to `user_version` n. Only ever append. */
export const migrations: readonly string[] = [
  start,
  wholeApis,
  imports,
  contactChanges,
  schedules,
  live,
  compose,
  reports,
  decisions,
  steadyTime,
  quickChanges,
  contactSearch,
  making,
  soonerMade,
  contactNumbers,
  madeContacts,
  contactShapes,
];
