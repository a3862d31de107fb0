import { serviceNameKey, type RememberedServiceName } from '../../../../shared/otp.ts';
import type { CampaignOtp } from '../campaign-store.ts';
import type { Database } from './database.ts';

/** What DevSMS made of the service names in its approved texts: one that it refuses is charged for. */
export interface ServiceNames {
  /** Null for a text of one's own, which has no such name. */
  verdictOf(accountId: number, otp: CampaignOtp): RememberedServiceName['verdict'] | 'untried' | null;
  /** Remembers what an answer about a message of the account said of the name. */
  note(accountId: number, name: Pick<RememberedServiceName, 'name' | 'verdict' | 'detail' | 'at'>): void;
  /** The latest first. */
  list(accountId: number): RememberedServiceName[];
}

/** The names are compared by `serviceNameKey`, whatever their spelling. */
export function serviceNameTable(database: Database): ServiceNames {
  const verdict = database
    .prepare<[number, string], RememberedServiceName['verdict']>(
      'SELECT verdict FROM serviceNames WHERE accountId = ? AND nameKey = ?',
    )
    .pluck();
  const keep = database.prepare(
    `INSERT INTO serviceNames (accountId, nameKey, name, verdict, detail, at)
     VALUES ($accountId, $nameKey, $name, $verdict, $detail, $at)
     ON CONFLICT DO UPDATE SET verdict = excluded.verdict, detail = excluded.detail, at = excluded.at`,
  );
  const names = database.prepare<[number], RememberedServiceName>(
    'SELECT name, verdict, detail, at FROM serviceNames WHERE accountId = ? ORDER BY at DESC',
  );
  return {
    verdictOf(accountId, { content }) {
      if (content.kind !== 'devsms') return null;
      return verdict.get(accountId, serviceNameKey(content.serviceName)) ?? 'untried';
    },
    note(accountId, remembered) {
      keep.run({ accountId, nameKey: serviceNameKey(remembered.name), ...remembered });
    },
    list: (accountId) => names.all(accountId),
  };
}
