import { join } from 'node:path';
import { allEngineCalls, type EngineCall } from '../../shared/contract.ts';
import { AppError, errorReason } from '../../shared/errors.ts';
import type { AppOptions } from './app.ts';
import { lockFolder, makeFolder } from './data-folder.ts';
import { copyHandlers } from './ipc/copy-handlers.ts';
import type { Handlers } from './ipc/handler.ts';
import { createRouter, type Dispatch } from './ipc/router.ts';
import { systemClock } from './lib/clock.ts';
import { withDiskWords } from './lib/disk-trouble.ts';
import { silentLog } from './lib/log.ts';
import { createRestoring } from './services/restoring.ts';
import { createCopies } from './store/sqlite/copies.ts';
import { backupFolderOf, unreadable } from './store/sqlite/database.ts';

/** What can be done with data that cannot be read: all that is about copies of them. */
export interface Rescue {
  /** Answers calls about copies; all others with `unreadable-database`. Never throws. */
  readonly dispatch: Dispatch;
  /** Resolves once a copy has been restored: another engine is to be started. */
  readonly over: Promise<'restored'>;
  /** Why nothing else is answered. */
  readonly trouble: AppError;
  stop(): Promise<void>;
}

/** Whether an error says that the data cannot be read, and only a rescue helps. */
export function needsRescue(error: unknown): boolean {
  return errorReason(error) === 'unreadable-database';
}

/** Serves the data folder (made if there is none) without opening the data. A restore takes the folder for itself. */
export function createRescue({
  dataDir,
  clock = systemClock,
  log = silentLog,
  checkOutputs = false,
}: Pick<AppOptions, 'dataDir' | 'clock' | 'log' | 'checkOutputs'>): Rescue {
  makeFolder(dataDir);
  const file = join(dataDir, 'kaptar.db');
  const backupDir = backupFolderOf(file);
  const end = Promise.withResolvers<'restored'>();
  const standStill = () => Promise.resolve();
  const restoring = createRestoring({ copies: createCopies(file), clock, log, backupDir, standStill });
  const refuse = () => Promise.reject(unreadable(file));
  const answers = copyHandlers(restoring, backupDir);
  const refusals = Object.keys(allEngineCalls).map((name) => [name as EngineCall, refuse] as const);
  const handlers = {
    ...Object.fromEntries(refusals),
    ...answers,
    async 'backups.restore'(input) {
      const release = lockFolder(dataDir);
      try {
        const restored = await answers['backups.restore'](input);
        end.resolve('restored');
        return restored;
      } finally {
        release();
      }
    },
  } as Handlers;
  return {
    dispatch: createRouter(
      handlers,
      withDiskWords,
      (error, call) => log.error('call.failed', error, { call }),
      checkOutputs,
    ),
    over: end.promise,
    trouble: unreadable(file),
    stop: () => restoring.end(new AppError('conflict', 'Kaptar is closing.', { reason: 'engine-stopped' })),
  };
}
