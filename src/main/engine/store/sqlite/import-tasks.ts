import type { PackedContacts } from '../../lib/packed-contacts.ts';
import { connectBeside, type Database } from './database.ts';
import { type Commit, stagedImport } from './staged-import.ts';

export type ImportTasks = ReturnType<typeof importTasks>;

/** What the thread of imports does, with a connection of its own to the database in `file`. */
export function importTasks(file: string) {
  let open: { readonly database: Database; readonly staged: ReturnType<typeof stagedImport> } | null = null;

  function staged() {
    if (!open) throw new Error('No import has begun.');
    return open.staged;
  }

  return {
    begin(): void {
      open?.database.close();
      const database = connectBeside(file);
      open = { database, staged: stagedImport(database) };
    },
    nameFields: (names: readonly string[]) => staged().nameFields(names),
    stage: (packed: PackedContacts) => staged().stage(packed),
    compare: ({ list, after, limit }: { list: string; after: number; limit: number }) =>
      staged().compare(list, after, limit),
    commit: (commit: Commit) => staged().commit(commit),
    /** Forgets what is staged. After a commit it moves what was written from the log into the database. */
    end(): void {
      open?.database.pragma('wal_checkpoint(PASSIVE)');
      open?.database.close();
      open = null;
    },
  };
}
