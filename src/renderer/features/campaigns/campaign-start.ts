/** What a new campaign begins with. */
export type CampaignStart =
  { kind: 'blank' } | { kind: 'list'; listId: number } | { kind: 'try'; accountId: number; listId: number };
