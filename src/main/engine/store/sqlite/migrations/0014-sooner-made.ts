/**
 * Two indexes fewer for each message of a campaign that is made. The one of names was the dearest of all, a million names in
 * no order: a message is found by the contact's name now, which has an index of its own. The other was that by the place
 * without the place, of which a campaign has a few.
 */
export const soonerMade = /* sql */ `
DROP INDEX messagesByName;
DROP INDEX messagesDue;
-- Whose contact was removed has no name but the message's.
CREATE INDEX messagesToNobody ON messages (campaignId) WHERE contactId IS NULL;
`;
