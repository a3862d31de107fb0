import { openReading, type Reading, type ReadRequest } from './reading.ts';

export type ReadTasks = ReturnType<typeof readTasks>;

/** What the thread that reads files does. Each file that is open has a number. */
export function readTasks() {
  const open = new Map<number, Reading>();
  let last = 0;

  function reading(id: number): Reading {
    const found = open.get(id);
    if (!found) throw new Error('The file is not open any more.');
    return found;
  }

  return {
    async open(request: ReadRequest, signal: AbortSignal) {
      const opened = await openReading(request, signal);
      open.set((last += 1), opened);
      return { id: last, columns: opened.columns };
    },
    nameFields: ({ id, names }: { id: number; names: readonly string[] }) => reading(id).nameFields(names),
    next: (id: number) => reading(id).next(),
    finish: (id: number) => reading(id).finish(),
    /** Closes the file and keeps the rejected rows, where it was finished. */
    close: (id: number) => void open.delete(id),
    async discard(id: number) {
      const opened = reading(id);
      open.delete(id);
      await opened.discard();
    },
  };
}
