/** Tests to the operator's own number, and campaigns that can be taken back for a few seconds after their start. */
export const compose = /* sql */ `
-- A CHECK cannot be changed in place: the column is made anew.
DROP INDEX campaignsByKind;
ALTER TABLE campaigns RENAME COLUMN kind TO oldKind;
ALTER TABLE campaigns ADD COLUMN kind TEXT NOT NULL DEFAULT 'list'
  CHECK (kind IN ('list', 'otp', 'reply', 'test'));
UPDATE campaigns SET kind = oldKind;
ALTER TABLE campaigns DROP COLUMN oldKind;
CREATE INDEX campaignsByKind ON campaigns (kind, id);
-- Until then nothing of it leaves and it can be taken back. Kept where it was taken back.
ALTER TABLE campaigns ADD COLUMN undoUntil INTEGER;
`;
