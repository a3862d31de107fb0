import { keptBackups } from '../services/backups.ts';
import type { Restoring } from '../services/restoring.ts';
import type { Handlers } from './handler.ts';

type CopyCall =
  'backups.list' | 'backups.newestSound' | 'backups.inspect' | 'backups.restore' | 'backups.export';

/** The calls about copies that are answered, too, where the present data cannot be read. */
export function copyHandlers(restoring: Restoring, backupDir: string): Pick<Handlers, CopyCall> {
  return {
    'backups.list': async () => keptBackups(backupDir),
    'backups.newestSound': () => restoring.newestSound(),
    'backups.inspect': ({ from }) => restoring.inspect(from),
    'backups.restore': ({ from }) => restoring.restore(from),
    'backups.export': ({ file }) => restoring.exportTo(file),
  };
}
