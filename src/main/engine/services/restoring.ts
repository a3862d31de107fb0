import { renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupContents, BackupSource, Restored } from '../../../shared/calls/backups.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { AppError, errorReason } from '../../../shared/errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { providers } from '../providers/registry.ts';
import type { CopyStore } from '../store/copy-store.ts';
import { keptBackups } from './backups.ts';
import { createOneAtATime } from './one-at-a-time.ts';

interface RestoringTools {
  readonly copies: CopyStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly backupDir: string;
  /** Resolves once nothing is sent any more, for good: the engine has to start anew then. */
  standStill(): Promise<void>;
}

/** What can be done with copies of all data, also where the present ones cannot be read. */
export interface Restoring {
  newestSound(): Promise<CallOutput<'backups.newestSound'>>;
  inspect(from: BackupSource): Promise<BackupContents>;
  restore(from: BackupSource): Promise<Restored>;
  exportTo(file: string): Promise<CallOutput<'backups.export'>>;
  /** Gives up what is under way, but not the end of a restore. */
  end(reason: AppError): Promise<void>;
}

/** What a file that cannot be restored is refused for; anything else is the disk's trouble. */
const refusals: readonly unknown[] = [
  'backup-damaged',
  'backup-missing',
  'newer-data',
  'foreign-database',
  'unreadable-database',
  'engine-stopped',
];

/** The one place that restores; errors as the contract says. */
export function createRestoring(tools: RestoringTools): Restoring {
  const { copies, clock, log, backupDir } = tools;
  const stopping = new AbortController();
  const words = 'A copy is being restored or saved. Wait for its end.';
  const working = createOneAtATime({ reason: 'restore-running', words });
  const fileOf = (from: BackupSource): string => ('name' in from ? join(backupDir, from.name) : from.file);

  async function inspect(from: BackupSource): Promise<BackupContents> {
    const file = fileOf(from);
    const contents = await copies.inspect(file, stopping.signal);
    const { mtimeMs, size } = statSync(file);
    return { ...contents, madeAt: mtimeMs, bytes: size };
  }

  async function restore(from: BackupSource, signal: AbortSignal): Promise<Restored> {
    try {
      await copies.prepare(fileOf(from), signal);
      await tools.standStill();
      const canLookUp = Object.values(providers).filter(({ capabilities }) => capabilities.lookup);
      const restored = await copies.finish(
        clock.now(),
        canLookUp.map(({ id }) => id),
      );
      log.info('backup.restored', { ...restored });
      return restored;
    } catch (error) {
      copies.discard();
      throw refused(error, (cause) => ({
        reason: 'restore-failed',
        message: `The data could not be restored (${cause}). Make room on the disk and try again; nothing was changed.`,
      }));
    }
  }

  async function exportTo(file: string, signal: AbortSignal): Promise<{ bytes: number }> {
    const unfinished = `${file}.unfinished`;
    try {
      rmSync(unfinished, { force: true });
      await copies.copyTo(unfinished, signal);
      renameSync(unfinished, file);
      return { bytes: statSync(file).size };
    } catch (error) {
      for (const end of ['', '-journal']) rmSync(`${unfinished}${end}`, { force: true });
      throw refused(error, (cause) => ({
        reason: 'file-unwritable',
        message: `“${file}” cannot be written (${cause}): choose another place, or make room there.`,
      }));
    }
  }

  return {
    async newestSound() {
      for (const { name } of keptBackups(backupDir).backups) {
        try {
          return { name, ...(await inspect({ name })) };
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          log.info('backup.unfit', { name, why: error.message });
        }
      }
      return null;
    },
    inspect,
    restore: (from) => working.run((signal) => restore(from, signal)),
    exportTo: (file) => working.run((signal) => exportTo(file, signal)),
    async end(reason) {
      stopping.abort(reason);
      await working.end(reason);
    },
  };
}

/** The error as it is where it says what is wrong with the copy or the data, else as the trouble of a disk. */
function refused(error: unknown, trouble: (cause: string) => { reason: string; message: string }): AppError {
  if (error instanceof AppError && refusals.includes(errorReason(error))) return error;
  const { reason, message } = trouble(error instanceof Error ? error.message : String(error));
  return new AppError('conflict', message, { reason });
}
