/** Where the engine writes what a developer will want to know later. Never texts, numbers or secrets. */
export interface Log {
  info(event: string, facts?: Record<string, unknown>): void;
  error(event: string, cause: unknown, facts?: Record<string, unknown>): void;
}

/** One JSON object a line, given to `write`. */
export function createLog(write: (line: string) => void): Log {
  const entry = (level: string, event: string, facts: Record<string, unknown>): void => {
    write(JSON.stringify({ at: new Date().toISOString(), level, event, ...facts }));
  };
  return {
    info: (event, facts = {}) => entry('info', event, facts),
    error: (event, cause, facts = {}) =>
      entry('error', event, {
        ...facts,
        cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
      }),
  };
}

/** For where nobody listens. */
export const silentLog: Log = { info: () => {}, error: () => {} };
