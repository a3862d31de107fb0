import type { Store } from '../store.ts';
import { accountTable } from './accounts.ts';
import { campaignTable } from './campaigns.ts';
import { claimTable } from './claims.ts';
import { contactTable } from './contacts.ts';
import { openDatabase } from './database.ts';
import { inboxTable } from './inbox.ts';
import { importTable } from './imports.ts';
import { lookupTable } from './lookups.ts';
import { messageFacts } from './message-facts.ts';
import { messageStateChanger } from './message-state.ts';
import { messageTable } from './messages.ts';
import { otpTable } from './otp.ts';
import { reportTable } from './reports.ts';
import { settlementTable } from './settlements.ts';
import { serviceNameTable } from './service-names.ts';
import { settingTable } from './settings.ts';
import { templateTable } from './templates.ts';
import { verifyDatabase } from './verify.ts';

/** Opens the store in `file` (made if there is none). Errors as `openDatabase`. */
export function openSqliteStore(file: string, wallClock: () => number): Store {
  const database = openDatabase(file);
  const changeState = messageStateChanger(database);
  const facts = messageFacts(database, changeState);
  const serviceNames = serviceNameTable(database);
  return {
    ...accountTable(database, changeState),
    ...contactTable(database),
    ...importTable(database, wallClock),
    ...campaignTable(database),
    ...messageTable(database, changeState),
    ...claimTable(database, changeState, serviceNames),
    ...settlementTable(database, changeState, facts, serviceNames),
    ...lookupTable(database, changeState, facts, serviceNames),
    ...reportTable(database, changeState, facts),
    ...otpTable(database, changeState, facts, serviceNames),
    ...inboxTable(database),
    ...templateTable(database),
    ...settingTable(database),
    verify: async () => verifyDatabase(database),
    close: async () => void database.close(),
  };
}
