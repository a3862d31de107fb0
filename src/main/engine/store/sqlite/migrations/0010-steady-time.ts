/** Attempts are counted by time that no change of the clock touches. */
export const steadyTime = /* sql */ `
-- Ms since 1970 as the wall clock had it once, and from then on by the time that passed (queue/steady-time.ts).
ALTER TABLE attempts ADD COLUMN steadyAt INTEGER NOT NULL DEFAULT 0;
UPDATE attempts SET steadyAt = startedAt;
DROP INDEX attemptsByAccount;
CREATE INDEX attemptsByAccount ON attempts (accountId, steadyAt);
-- How the clocks of the computer stood last.
CREATE TABLE clocks (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  steadyAt INTEGER NOT NULL,
  wallAt INTEGER NOT NULL,
  uptimeAt INTEGER NOT NULL,
  bootId TEXT,
  mostAhead INTEGER NOT NULL
) STRICT;
`;
