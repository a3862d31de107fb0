import type { Store } from '../store.ts';
import { accountTable } from './accounts.ts';
import { campaignHistoryTable } from './campaign-history.ts';
import { campaignMakingTable } from './campaign-making.ts';
import { campaignStateTable } from './campaign-state.ts';
import { campaignTable } from './campaigns.ts';
import { checkpointPauser } from './checkpoints.ts';
import { claimTable } from './claims.ts';
import { clockTable } from './clocks.ts';
import { contactChangeTable } from './contact-changes.ts';
import { contactIndexTable } from './contact-index.ts';
import { contactTable } from './contacts.ts';
import { isDamage, openDatabase, unreadable } from './database.ts';
import { decisionTable } from './decisions.ts';
import { duplicateTable } from './duplicates.ts';
import { followUpTable } from './follow-ups.ts';
import { inboxTable } from './inbox.ts';
import { importTable } from './imports.ts';
import { listTable } from './lists.ts';
import { lookupTable } from './lookups.ts';
import { messageCountTable } from './message-counts.ts';
import { messageFacts } from './message-facts.ts';
import { messageSearchTable } from './message-search.ts';
import { messageStateChanger } from './message-state.ts';
import { messageTable } from './messages.ts';
import { optOutTable } from './opt-outs.ts';
import { otpTable } from './otp.ts';
import { planTable } from './plans.ts';
import { reportTable } from './reports.ts';
import { settlementTable } from './settlements.ts';
import { retryTable } from './retries.ts';
import { serviceNameTable } from './service-names.ts';
import { settingTable } from './settings.ts';
import { templateTable } from './templates.ts';
import { withWriteLock } from './write-lock.ts';
import { booksChecker, findDamage } from './verify.ts';

/**
 * Opens the store in `file` (made if there is none). Errors as `openDatabase`, also of each method: `onDamage` is then told
 * what SQLite said.
 */
export function openSqliteStore(
  file: string,
  wallClock: () => number,
  onDamage: (error: unknown) => void = () => undefined,
): Store {
  const { store, isCommitting } = openTables(file, wallClock);
  const watch =
    (method: (...input: unknown[]) => Promise<unknown>) =>
    async (...input: unknown[]): Promise<unknown> => {
      try {
        return await withWriteLock(() => method(...input), isCommitting);
      } catch (error) {
        if (!isDamage(error)) throw error;
        onDamage(error);
        throw unreadable(file);
      }
    };
  // A damaged page may be met by any of them.
  return Object.fromEntries(
    Object.entries(store).map(([name, method]) => [name, watch(method)]),
  ) as unknown as Store;
}

function openTables(file: string, wallClock: () => number): { store: Store; isCommitting: () => boolean } {
  const database = openDatabase(file);
  // Whoever needs the lock waits for it in `withWriteLock`.
  database.pragma('busy_timeout = 0');
  const pauseCheckpoints = checkpointPauser(database);
  const { isCommitting, closeImports, ...imports } = importTable(database, file, wallClock, pauseCheckpoints);
  const { closeMaking, ...making } = campaignMakingTable(database, file, pauseCheckpoints);
  const checkBooks = booksChecker(database);
  const changeState = messageStateChanger(database);
  const facts = messageFacts(database, changeState);
  const serviceNames = serviceNameTable(database);
  const store: Store = {
    ...accountTable(database, changeState),
    ...contactTable(database),
    ...contactIndexTable(database),
    ...listTable(database),
    ...contactChangeTable(database),
    ...optOutTable(database),
    ...duplicateTable(database),
    ...imports,
    ...campaignTable(database),
    ...campaignStateTable(database),
    ...making,
    ...messageTable(database, changeState),
    ...campaignHistoryTable(database),
    ...messageSearchTable(database),
    ...decisionTable(database, changeState),
    ...retryTable(database, changeState),
    ...followUpTable(database),
    ...claimTable(database, changeState, serviceNames),
    ...settlementTable(database, changeState, facts, serviceNames),
    ...lookupTable(database, changeState, facts, serviceNames),
    ...reportTable(database, changeState, facts),
    ...otpTable(database, changeState, facts, serviceNames),
    ...inboxTable(database),
    ...messageCountTable(database),
    ...templateTable(database),
    ...planTable(database),
    ...settingTable(database),
    async verify() {
      const detail = findDamage(database);
      // What a damaged file seems to hold says nothing about the books.
      return detail === null ? checkBooks() : [{ code: 'damaged', rows: 1, detail }];
    },
    async refuseDamage() {
      if (findDamage(database) !== null) throw unreadable(file);
    },
    checkBooks,
    ...clockTable(database),
    async close() {
      await closeImports();
      await closeMaking();
      database.close();
    },
  };
  return { store, isCommitting };
}
