import { AppError } from '../../../../shared/errors.ts';
import type { Database } from './database.ts';

/** The error of a list that is not there. */
export function noList(id: number): AppError {
  return new AppError('not-found', `There is no list ${id}.`, { reason: 'no-list' });
}

/** Returns a function that throws `not-found` for lists that never were; one that was removed is only out of sight. */
export function listChecker(database: Database): (ids: readonly number[]) => void {
  const unknown = database
    .prepare<[string], number>(
      'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM lists) LIMIT 1',
    )
    .pluck();
  return (ids) => {
    const id = unknown.get(JSON.stringify(ids));
    if (id !== undefined) throw noList(id);
  };
}
