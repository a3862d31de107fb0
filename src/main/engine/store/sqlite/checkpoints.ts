import type { Database } from './database.ts';

/**
 * Leaves it to another connection, until the answer is called, to move what it wrote out of the log: the engine's own next
 * commit would do it, and after a million rows that takes a second and longer.
 */
export function checkpointPauser(database: Database): () => () => void {
  const pages = database.pragma('wal_autocheckpoint', { simple: true }) as number;
  let pauses = 0;
  return () => {
    pauses += 1;
    database.pragma('wal_autocheckpoint = 0');
    return () => {
      pauses -= 1;
      if (pauses === 0 && database.open) database.pragma(`wal_autocheckpoint = ${pages}`);
    };
  };
}
