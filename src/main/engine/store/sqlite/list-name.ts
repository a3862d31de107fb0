import type { Database } from './database.ts';

/** Answers the name, or the first of `name 2`, `name 3` … that no list has. */
export function listNamer(database: Database): (name: string) => string {
  const isTaken = database.prepare<[string], number>('SELECT 1 FROM lists WHERE name = ?').pluck();
  return (name) => {
    let free = name;
    for (let number = 2; isTaken.get(free) !== undefined; number += 1) free = `${name} ${number}`;
    return free;
  };
}
