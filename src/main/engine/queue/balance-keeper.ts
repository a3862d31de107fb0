import type { Balance } from '../../../shared/account.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/store.ts';

/** A balance that changes with every message is written and told to the window this often. */
const BALANCE_EVERY_MS = 2000;

/** Returns a function that keeps the newest balance that the answers to an account's sends told. */
export function createBalanceKeeper(
  accountId: number,
  { store, clock, log, emitter }: { store: Store; clock: Clock; log: Log; emitter: Emitter },
): (balance: Balance) => void {
  let latest: Balance | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function write(): Promise<void> {
    timer = null;
    if (!latest) return;
    await store.noteBalance(accountId, latest, clock.now());
    emitter.emit('changed', { topic: 'accounts' });
  }

  return (balance) => {
    latest = balance;
    const writeOrLog = (): void =>
      void write().catch((error: unknown) => log.error('queue.balance', error, { account: accountId }));
    // Not held open for: a balance that is lost is told again by the next answer.
    timer ??= setTimeout(writeOrLog, BALANCE_EVERY_MS).unref();
  };
}
