/**
 * Which fields contacts have, all of one at a time, so that whoever lacks one is found by what he has: see
 * `contact-marks.ts`. Everybody is taken into the index anew, as after an import.
 */
export const contactShapes = /* sql */ `
-- Of each contact that was ever in the index, the marks of the fields that it has, in their order, with a space between two.
CREATE TABLE contactShapes (id INTEGER PRIMARY KEY, fields TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO contactSearch (contactSearch) VALUES ('delete-all');
UPDATE contactSearchState SET indexedTo = 0;
DELETE FROM contactsToIndex;
`;
