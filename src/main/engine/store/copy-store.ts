import type { ProviderId } from '../../../shared/account.ts';
import type { BackupContents, Restored } from '../../../shared/calls/backups.ts';

/** The setting of a copy that was restored whose accounts' keys are still to be compared with those of this computer. */
export const KEYS_UNCHECKED = 'keysUnchecked';

/**
 * Copies of all data, as files: the port to what can be done with them, also where the present data cannot be read. All
 * of it goes on in a thread of its own. What is no sound copy of this Kaptar or an earlier one is refused as an
 * `AppError('conflict')` with the reason `backup-damaged`, `backup-missing`, `newer-data` or `foreign-database`.
 */
export interface CopyStore {
  /**
   * A checked copy of the present data in the new file `file`, made beside the work; `unreadable-database` where they are
   * damaged. `file` may hold half of it where that fails.
   */
  copyTo(file: string, signal: AbortSignal): Promise<void>;
  inspect(file: string, signal: AbortSignal): Promise<Omit<BackupContents, 'madeAt' | 'bytes'>>;
  /** Makes a checked copy of `file`, in the present schema, beside the present data. They are in use meanwhile. */
  prepare(file: string, signal: AbortSignal): Promise<void>;
  /**
   * Brings into what was prepared all that keeps it from sending anything twice. It takes the place of the present data
   * when they are opened next. Nothing may be sent from this call on.
   *
   * @param canLookUp the providers whose uncertain messages are looked up
   */
  finish(now: number, canLookUp: readonly ProviderId[]): Promise<Restored>;
  /** Takes away what was prepared and not finished. */
  discard(): void;
}
