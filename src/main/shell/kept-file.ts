import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Values by name in a small JSON file. */
export interface KeptFile {
  /** All of them; no value in it is known to be of its kind. */
  all(): Readonly<Record<string, unknown>>;
  /** Changes these and leaves the rest. Throws where the disk does not take it, and then nothing has changed. */
  keep(values: Readonly<Record<string, unknown>>): void;
  /** As `keep`, for what nobody asked to be kept: without the disk it holds until the end. */
  note(values: Readonly<Record<string, unknown>>): void;
}

/**
 * Opens `file`. One that cannot be read (damaged, or not a file at all) is put aside as `….unreadable`, in the place of
 * the one before, and all begins anew: an app that remembers nothing is better than one that does not start.
 */
export function openKeptFile(file: string): KeptFile {
  let values = read(file);
  const write = (next: Readonly<Record<string, unknown>>): void => {
    // Aside and then in its place: a power cut must not leave half a file.
    writeFileSync(`${file}.new`, JSON.stringify(next, null, 2), { flush: true });
    renameSync(`${file}.new`, file);
  };
  return {
    all: () => values,
    keep(change) {
      const next = { ...values, ...change };
      write(next);
      values = next;
    },
    note(change) {
      values = { ...values, ...change };
      try {
        write(values);
      } catch (error) {
        process.stderr.write(`${file} could not be written: ${String(error)}\n`);
      }
    },
  };
}

function read(file: string): Readonly<Record<string, unknown>> {
  try {
    const values: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) return { ...values };
    throw new TypeError('It holds no values by name.');
  } catch (error) {
    // The first start.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    process.stderr.write(`${file} could not be read: ${String(error)}\n`);
    putAside(file);
    return {};
  }
}

function putAside(file: string): void {
  try {
    renameSync(file, `${file}.unreadable`);
  } catch {
    // It stays where it is: then nothing is kept, and everything else works.
  }
}
