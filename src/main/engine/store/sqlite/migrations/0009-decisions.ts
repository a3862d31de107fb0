/** Who decided through what, and what was shown to them (JSON, `ShownFacts`); NULL for what was decided before. */
export const decisions = /* sql */ `
ALTER TABLE decisions ADD COLUMN decidedIn TEXT CHECK (decidedIn IN ('window', 'command-line'));
ALTER TABLE decisions ADD COLUMN shown TEXT CHECK (shown IS NULL OR json_valid(shown));
ALTER TABLE retries ADD COLUMN decidedIn TEXT CHECK (decidedIn IN ('window', 'command-line'));

CREATE TRIGGER decisionsKept BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'a recorded decision is never changed'); END;
CREATE TRIGGER retriesKept BEFORE UPDATE ON retries
BEGIN SELECT RAISE(ABORT, 'a recorded decision is never changed'); END;
`;
