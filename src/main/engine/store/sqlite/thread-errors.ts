import Sqlite from 'better-sqlite3';

/** The answer of a thread; an error of its connection has the class it had there: what is done about it depends on it. */
export async function fromThread<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw error instanceof Error && code.startsWith('SQLITE_')
      ? new Sqlite.SqliteError(error.message, code)
      : error;
  }
}
