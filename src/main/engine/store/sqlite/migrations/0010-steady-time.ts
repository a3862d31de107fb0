/** Attempts are counted by time that no change of the clock touches. */
export const steadyTime = /* sql */ `
-- Ms since 1970 as the wall clock had it once, and from then on by the time that passed (queue/steady-time.ts).
ALTER TABLE attempts ADD COLUMN steadyAt INTEGER NOT NULL DEFAULT 0;
UPDATE attempts SET steadyAt = startedAt;
DROP INDEX attemptsByAccount;
CREATE INDEX attemptsByAccount ON attempts (accountId, steadyAt);
`;
