import type { ExportedMessage, MessageCount, ReportNames, ReportStore } from '../report-store.ts';
import type { Database } from './database.ts';

/** The order of the key after the campaign and the hour. */
const REST = 'kind, accountId, prefix, state, errorCode';
const AFTER_REST = '$kind, $accountId, $prefix, $state, $errorCode';

/** Before every count of the hour. */
const BEFORE_ALL = { campaignId: -1, kind: '', accountId: 0, prefix: '', state: '', errorCode: '' };

interface NameRow {
  id: number;
  name: string;
  currency: string | null;
}

/** What was sent when, counted by the triggers of migration 8; and the messages themselves, for a file. */
export function messageCountTable(database: Database): ReportStore {
  const columns = `hour, campaignId, ${REST}, messages, parts, costMicros`;
  const page = (order: string, after: string, where: string) =>
    database.prepare<object, MessageCount>(
      `SELECT ${columns} FROM messageCounts WHERE ${where} AND (${order}) > (${after}) AND hour < $toHour
       ORDER BY ${order} LIMIT $limit`,
    );
  // Two statements, so that each walks an index in the order of the page.
  const ofAll = page(`hour, campaignId, ${REST}`, `$hour, $campaignId, ${AFTER_REST}`, 'true');
  const ofCampaign = page(`hour, ${REST}`, `$hour, ${AFTER_REST}`, 'campaignId = $campaignId');
  const campaignNames = database.prepare<[string], NameRow>(
    'SELECT id, name, currency FROM campaigns WHERE id IN (SELECT value FROM json_each(?))',
  );
  const accountNames = database.prepare<[string], NameRow>(
    `SELECT id, name, (SELECT currency FROM campaigns WHERE campaigns.accountId = accounts.id
         AND currency IS NOT NULL ORDER BY campaigns.id DESC LIMIT 1) AS currency
     FROM accounts WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const deliveryTimes = database.prepare<[number], { within: number; messages: number }>(
    'SELECT within, messages FROM deliveryTimes WHERE campaignId = ? ORDER BY within',
  );
  const exported = (where: string) =>
    database.prepare<{ campaignId: number | null; after: number; limit: number }, ExportedMessage>(
      `SELECT messages.id, campaignId, campaigns.name AS campaignName, kind, messages.accountId,
         accounts.name AS accountName, currency, recipient, messages.name, text, messages.state, errorCode, error,
         parts, costMicros, acceptedAt, messages.updatedAt
       FROM messages CROSS JOIN campaigns ON campaigns.id = campaignId
         CROSS JOIN accounts ON accounts.id = messages.accountId
       WHERE ${where} AND messages.id > $after AND preparedAt IS NOT NULL ORDER BY messages.id LIMIT $limit`,
    );
  const exportAll = exported('$campaignId IS NULL');
  const exportCampaign = exported('campaignId = $campaignId');

  const names = database.transaction(
    (campaignIds: readonly number[], accountIds: readonly number[]): ReportNames => ({
      campaigns: byId(campaignNames.all(JSON.stringify(campaignIds))),
      accounts: byId(accountNames.all(JSON.stringify(accountIds))),
    }),
  );

  return {
    async listCounts({ fromHour, toHour, campaignId, after, limit }) {
      const start = after ?? { ...BEFORE_ALL, hour: fromHour };
      if (campaignId === null) return ofAll.all({ ...start, toHour, limit });
      return ofCampaign.all({ ...start, campaignId, toHour, limit });
    },
    reportNames: async (...ids) => names(...ids),
    listDeliveryTimes: async (campaignId) => deliveryTimes.all(campaignId),
    listForExport: async (query) => (query.campaignId === null ? exportAll : exportCampaign).all(query),
  };
}

function byId(rows: readonly NameRow[]): Map<number, NameRow> {
  return new Map(rows.map((row) => [row.id, row]));
}
