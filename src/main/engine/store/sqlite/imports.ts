import { AppError } from '../../../../shared/errors.ts';
import { createPacker } from '../../lib/packed-contacts.ts';
import { createThread, threadEntry } from '../../lib/thread.ts';
import type { ImportStore } from '../contact-store.ts';
import type { Database } from './database.ts';
import { importMappingTable } from './import-mappings.ts';
import type { ImportTasks } from './import-tasks.ts';
import { importUndoTable } from './import-undo.ts';
import { fromThread } from './thread-errors.ts';

/** Imports, whose rows a thread with a connection of its own keeps and writes. */
export function importTable(
  database: Database,
  file: string,
  wallClock: () => number,
  pauseCheckpoints: () => () => void,
): ImportStore & {
  /** Whether the thread has the write lock, or is about to take it. */
  isCommitting(): boolean;
  /** Ends the thread. */
  closeImports(): Promise<void>;
} {
  const thread = createThread<ImportTasks>(threadEntry(import.meta.url, 'import-worker'), file);
  let isOpen = false;
  let release = (): void => {};
  let isCommitting = false;
  /** The end of the import before. */
  let ended: Promise<unknown> = Promise.resolve();
  /** The numbers that came as rows. */
  let phones = new Set<string>();

  const call: typeof thread.call = (task, input) => fromThread(thread.call(task, input));

  function end(): void {
    isOpen = false;
    phones = new Set();
    ended = call('end', undefined)
      .catch(() => undefined)
      .finally(release);
  }

  return {
    isCommitting: () => isCommitting,
    closeImports: () => thread.close(),
    async beginImport() {
      if (isOpen) {
        throw new AppError('conflict', 'Another import is running. Wait for its end or cancel it.', {
          reason: 'import-running',
        });
      }
      isOpen = true;
      await ended;
      release = thread.hold();
      await call('begin', undefined).catch((error: unknown) => {
        end();
        throw error;
      });
    },
    nameFields: (names) => call('nameFields', names),
    stagePacked: (packed) => call('stage', packed),
    async stageContacts(rows) {
      const names = [...new Set(rows.flatMap(({ fields }) => Object.keys(fields)))];
      const spelled = await call('nameFields', names);
      const spelling = new Map(names.map((name, index) => [name, spelled[index] ?? name]));
      const packer = createPacker();
      const duplicates: number[] = [];
      for (const [index, { phone, name, fields, row }] of rows.entries()) {
        if (phones.has(phone)) {
          duplicates.push(index);
          continue;
        }
        phones.add(phone);
        const entries = Object.entries(fields).map(([field, value]) => [spelling.get(field) ?? field, value]);
        packer.add(phone, name, JSON.stringify(Object.fromEntries(entries)), row ?? 0);
      }
      await call('stage', packer.pack());
      return duplicates;
    },
    compareStaged: (list, after, limit) => call('compare', { list, after, limit }),
    async commitImport(list, aliases, newList, fileName = '') {
      const resumeCheckpoints = pauseCheckpoints();
      isCommitting = true;
      try {
        const answer = await call('commit', { list, aliases, newList, fileName, now: wallClock() });
        end();
        return answer;
      } finally {
        isCommitting = false;
        void ended.then(resumeCheckpoints);
      }
    },
    async discardImport() {
      if (!isOpen) return;
      end();
      await ended;
    },
    ...importUndoTable(database),
    ...importMappingTable(database),
  };
}
