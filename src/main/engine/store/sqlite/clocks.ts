import type { ClockReading, ClockStore } from '../clock-store.ts';
import type { Database } from './database.ts';

/** How the clocks stood last: one row. */
export function clockTable(database: Database): ClockStore {
  const find = database.prepare<[], ClockReading>(
    'SELECT steadyAt, wallAt, uptimeAt, bootId, mostAhead FROM clocks',
  );
  const keep = database.prepare<ClockReading>(
    `INSERT OR REPLACE INTO clocks (id, steadyAt, wallAt, uptimeAt, bootId, mostAhead)
     VALUES (1, $steadyAt, $wallAt, $uptimeAt, $bootId, $mostAhead)`,
  );
  return {
    findClockReading: async () => find.get(),
    keepClockReading: async (reading) => void keep.run(reading),
  };
}
