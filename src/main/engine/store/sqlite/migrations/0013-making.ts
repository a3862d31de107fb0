/** New messages are counted by whoever adds them, a batch at a time (`added-messages.ts`), and no longer row by row. */
export const making = /* sql */ `
DROP TRIGGER messagesCountInsert;
DROP TRIGGER messagesPlaceInsert;
`;
