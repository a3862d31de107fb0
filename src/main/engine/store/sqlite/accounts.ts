import { AppError } from '../../../../shared/errors.ts';
import type { Balance, ProviderId } from '../../../../shared/account.ts';
import type { AccountRecord, AccountStore } from '../account-store.ts';
import type { Database } from './database.ts';
import type { StateChange } from './message-state.ts';

interface AccountRow {
  id: number;
  name: string;
  provider: ProviderId;
  settings: string;
  demo: number;
  lastCheck: string | null;
  createdAt: number;
}

function toRecord(row: AccountRow): AccountRecord {
  return {
    id: row.id,
    name: row.name,
    provider: row.provider,
    settings: JSON.parse(row.settings) as AccountRecord['settings'],
    demo: row.demo === 1,
    createdAt: row.createdAt,
    lastCheck: row.lastCheck === null ? null : (JSON.parse(row.lastCheck) as AccountRecord['lastCheck']),
  };
}

const columns = 'id, name, provider, settings, demo, lastCheck, createdAt';

/** Accounts, without their secrets; a removed one stays for its campaigns. */
export function accountTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
): AccountStore {
  const all = database.prepare<[], AccountRow>(
    `SELECT ${columns} FROM accounts WHERE removedAt IS NULL ORDER BY name`,
  );
  const one = database.prepare<[number], AccountRow>(
    `SELECT ${columns} FROM accounts WHERE id = ? AND removedAt IS NULL`,
  );
  const nameTaken = database
    .prepare<[string, number], number>(
      'SELECT 1 FROM accounts WHERE name = ? AND id <> ? AND removedAt IS NULL',
    )
    .pluck();
  const insert = database.prepare<[string, string, string, number, number]>(
    'INSERT INTO accounts (name, provider, settings, demo, createdAt) VALUES (?, ?, ?, ?, ?)',
  );
  const update = database.prepare<[string, string, number]>(
    'UPDATE accounts SET name = ?, settings = ? WHERE id = ? AND removedAt IS NULL',
  );
  const remove = database.prepare<[number, number]>('UPDATE accounts SET removedAt = ? WHERE id = ?');
  const note = database.prepare<[string, number]>('UPDATE accounts SET lastCheck = ? WHERE id = ?');
  const liveCampaigns = database
    .prepare<[number], number>(
      `SELECT count(*) FROM campaignAccounts JOIN campaigns ON campaigns.id = campaignId
       WHERE campaignAccounts.accountId = ? AND listId IS NOT NULL
         AND state IN ('draft', 'scheduled', 'running', 'paused')`,
    )
    .pluck();

  const queuedSingles = database
    .prepare<[number], number>(
      `SELECT messages.id FROM campaigns JOIN messages ON messages.campaignId = campaigns.id
       WHERE campaigns.accountId = ? AND listId IS NULL AND campaigns.state IN ('running', 'paused')
         AND messages.state = 'queued'`,
    )
    .pluck();
  const cancelSingles = database.prepare<[number, number]>(
    `UPDATE campaigns SET state = 'cancelled', pauseReason = NULL, pauseDetail = NULL, pauseAccountId = NULL, finishedAt = ?
     WHERE accountId = ? AND listId IS NULL AND state IN ('running', 'paused')`,
  );
  const identityOf = database
    .prepare<[number], string | null>('SELECT identity FROM accounts WHERE id = ?')
    .pluck();
  const setIdentity = database.prepare<[string, number]>(
    'UPDATE accounts SET identity = ?, inboxMarkId = NULL, inboxMarkAt = NULL WHERE id = ?',
  );
  const giveUpLookups = database.prepare<[number]>(
    "UPDATE messages SET nextLookupAt = NULL WHERE accountId = ? AND state = 'unknown'",
  );

  function get(id: number): AccountRecord {
    const row = one.get(id);
    if (!row) throw new AppError('not-found', `There is no account ${id}.`, { reason: 'no-account' });
    return toRecord(row);
  }

  function refuseTakenName(name: string, id: number): void {
    if (nameTaken.get(name, id) === undefined) return;
    throw new AppError('conflict', `An account named "${name}" exists already. Choose another name.`, {
      reason: 'account-name-taken',
      name,
    });
  }

  const create = database.transaction(
    (account: Parameters<AccountStore['createAccount']>[0], now: number) => {
      refuseTakenName(account.name, 0);
      const settings = JSON.stringify(account.settings);
      const { lastInsertRowid } = insert.run(
        account.name,
        account.provider,
        settings,
        account.demo ? 1 : 0,
        now,
      );
      return get(Number(lastInsertRowid));
    },
  );

  const change = database.transaction((id: number, to: Parameters<AccountStore['updateAccount']>[1]) => {
    get(id);
    refuseTakenName(to.name, id);
    update.run(to.name, JSON.stringify(to.settings), id);
    return get(id);
  });

  const hide = database.transaction((id: number, now: number) => {
    get(id);
    if ((liveCampaigns.get(id) ?? 0) > 0) {
      throw new AppError('conflict', 'A campaign of this account is not over yet. Cancel it first.', {
        reason: 'account-in-use',
      });
    }
    for (const messageId of queuedSingles.all(id)) {
      changeState({ id: messageId, from: 'queued', to: 'cancelled', now });
    }
    cancelSingles.run(now, id);
    remove.run(now, id);
  });

  const noteIdentity = database.transaction((id: number, identity: string) => {
    const before = identityOf.get(id) ?? null;
    if (before === identity) return;
    setIdentity.run(identity, id);
    if (before !== null) giveUpLookups.run(id);
  });
  const noteBalance = database.transaction((id: number, balance: Balance, now: number) => {
    const { lastCheck } = get(id);
    note.run(JSON.stringify({ price: null, notes: [], ...lastCheck, balance, at: now }), id);
  });

  return {
    listAccounts: async () => all.all().map(toRecord),
    getAccount: async (id) => get(id),
    createAccount: async (account, now) => create.immediate(account, now),
    updateAccount: async (id, to) => change.immediate(id, to),
    removeAccount: async (id, now) => hide.immediate(id, now),
    noteCheck: async (id, check) => void note.run(JSON.stringify(check), id),
    getIdentity: async (id) => identityOf.get(id) ?? null,
    noteIdentity: async (...identity) => noteIdentity.immediate(...identity),
    noteBalance: async (...news) => noteBalance.immediate(...news),
  };
}
