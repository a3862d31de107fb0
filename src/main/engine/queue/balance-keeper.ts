import type { Balance } from '../../../shared/account.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/store.ts';

/** A balance that changes with every message is written and told to the window this often. */
const BALANCE_EVERY_MS = 2000;

/** Keeps the newest balance that the answers to an account's sends told. */
export interface BalanceKeeper {
  note(balance: Balance): void;
  /** Writes what was told last, and nothing any more after that. */
  stop(): Promise<void>;
}

/** A keeper of the balance of one account; it never fails: what could not be written is logged, and told again soon. */
export function createBalanceKeeper(
  accountId: number,
  { store, clock, log, emitter }: { store: Store; clock: Clock; log: Log; emitter: Emitter },
): BalanceKeeper {
  let latest: Balance | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function write(): Promise<void> {
    timer = null;
    if (!latest) return;
    const balance = latest;
    latest = null;
    try {
      await store.noteBalance(accountId, balance, clock.now());
      emitter.emit('changed', { topic: 'accounts' });
    } catch (error) {
      log.error('queue.balance', error, { account: accountId });
    }
  }

  return {
    note(balance) {
      latest = balance;
      timer ??= setTimeout(() => void write(), BALANCE_EVERY_MS).unref();
    },
    async stop() {
      if (timer) clearTimeout(timer);
      await write();
    },
  };
}
