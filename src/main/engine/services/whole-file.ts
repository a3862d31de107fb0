import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file in the making: nothing stands under its name before `finish`. */
export interface WholeFile {
  append(content: string | Uint8Array): Promise<void>;
  /** Puts the file in its place, over one that is there. */
  finish(): Promise<void>;
  /** Leaves nothing behind, after `finish` neither. */
  discard(): Promise<void>;
}

/**
 * Begins a file that appears whole or not at all: it is written beside its place under a hidden name. Throws
 * what the file system throws.
 */
export async function beginWholeFile(path: string): Promise<WholeFile> {
  // Not with the file's own name in it, which may be as long as names can be.
  const temporary = join(dirname(path), `.${randomUUID()}.part`);
  const file = await open(temporary, 'wx');
  let place = temporary;
  return {
    append: (content) => file.appendFile(content),
    async finish() {
      // Before its name is given: a power cut would otherwise leave an empty file over the old one.
      await file.sync();
      await file.close();
      await rename(temporary, path);
      place = path;
    },
    async discard() {
      await file.close();
      await rm(place, { force: true });
    },
  };
}
