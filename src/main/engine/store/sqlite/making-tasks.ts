import type { NewMessage } from '../campaign-store.ts';
import { messageAdder } from './added-messages.ts';
import { connectBeside, type Database } from './database.ts';

export type MakingTasks = ReturnType<typeof makingTasks>;

/** Messages removed in one transaction: some tenths of a second in which nobody else can write. */
const REMOVED_AT_ONCE = 20_000;

/** What the thread does that makes campaigns, with a connection of its own to the database in `file`. */
export function makingTasks(file: string) {
  const database = connectBeside(file);
  database.pragma('temp_store = MEMORY'); // as the engine's connection
  const add = messageAdder(database);
  const removeSome = removerOf(database);
  /** In this time others have the lock; and the log, which stays short, is always the same pages of memory. */
  const emptyLog = (): void => void database.pragma('wal_checkpoint(PASSIVE)');

  return {
    add({ campaignId, messages, now }: { campaignId: number; messages: readonly NewMessage[]; now: number }) {
      add(campaignId, messages, now);
      emptyLog();
    },
    /** Removes all messages of a campaign that is not to be. */
    remove(campaignId: number): void {
      while (removeSome.immediate(campaignId)) emptyLog();
    },
  };
}

/** Removes some of the messages; false when there were none left. */
function removerOf(database: Database) {
  const remove = database.prepare<[number, number]>(
    'DELETE FROM messages WHERE id IN (SELECT id FROM messages WHERE campaignId = ? LIMIT ?)',
  );
  return database.transaction((campaignId: number) => remove.run(campaignId, REMOVED_AT_ONCE).changes > 0);
}
