import type { AccountCheck, Balance, ProviderId } from '../../../shared/account.ts';

export interface AccountRecord {
  readonly id: number;
  readonly name: string;
  readonly provider: ProviderId;
  readonly settings: Record<string, string | number | boolean>;
  readonly demo: boolean;
  readonly createdAt: number;
  /** The provider's last answer to a check; null before the first. */
  readonly lastCheck: AccountCheck | null;
}

export interface AccountStore {
  listAccounts(): Promise<AccountRecord[]>;
  /** Throws `not-found`. */
  getAccount(id: number): Promise<AccountRecord>;
  /** Throws `conflict` where the name is taken. */
  createAccount(
    account: Pick<AccountRecord, 'name' | 'provider' | 'settings' | 'demo'>,
    now: number,
  ): Promise<AccountRecord>;
  updateAccount(id: number, change: Pick<AccountRecord, 'name' | 'settings'>): Promise<AccountRecord>;
  /**
   * Hides the account; its campaigns keep it. Throws `conflict` while one of them to a list is not over; codes and
   * replies are withdrawn.
   */
  removeAccount(id: number, now: number): Promise<void>;
  noteCheck(id: number, check: AccountCheck): Promise<void>;
  /** The balance that an answer to a send told; the rest of the last check stays. */
  noteBalance(id: number, balance: Balance, now: number): Promise<void>;
  /** As it was noted last; null for an account that was never connected. */
  getIdentity(id: number): Promise<string | null>;
  /**
   * What tells the account's key and address from others, noted before a connection of theirs sends anything.
   * Where it is another than before, uncertain messages are not looked up any more: another user's history says
   * nothing about what this one's provider took, and "not found" there would pay twice. Their inbox is another, too.
   */
  noteIdentity(id: number, identity: string): Promise<void>;
}
