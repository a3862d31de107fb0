import type { Store } from '../store.ts';
import { accountTable } from './accounts.ts';
import { campaignTable } from './campaigns.ts';
import { contactTable } from './contacts.ts';
import { openDatabase } from './database.ts';
import { importTable } from './imports.ts';
import { messageStateChanger } from './message-state.ts';
import { messageTable } from './messages.ts';
import { queueTable } from './queue.ts';
import { verifyDatabase } from './verify.ts';

/** Opens the store in `file` (made if there is none). Errors as `openDatabase`. */
export function openSqliteStore(file: string, wallClock: () => number): Store {
  const database = openDatabase(file);
  const changeState = messageStateChanger(database);
  return {
    ...accountTable(database),
    ...contactTable(database),
    ...importTable(database, wallClock),
    ...campaignTable(database),
    ...messageTable(database, changeState),
    ...queueTable(database, changeState),
    verify: async () => verifyDatabase(database),
    close: async () => void database.close(),
  };
}
