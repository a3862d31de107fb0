import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { FileEncoding } from '../../../../shared/csv-import.ts';
import { AppError } from '../../../../shared/errors.ts';

/** A million contacts with ten columns are some 150 MB; what is larger than this is not a contact list. */
export const MAX_BYTES = 1024 ** 3;
/** Small enough that progress is told and a cancel heard every few milliseconds. */
const BLOCK_BYTES = 256 * 1024;

/** What the person who chose the file can mend; `reason` is stable, the message says what to do. */
export function badFile(reason: string, message: string, details: Record<string, unknown> = {}): AppError {
  return new AppError('invalid-input', message, { reason, ...details });
}

/** The size of a file that can be imported in bytes; throws for a folder, an empty file and the like. */
export async function measureFile(path: string): Promise<number> {
  await using file = await openFile(path);
  return await checkedSize(file, path);
}

/** The bytes of a file, block by block, with the place in the file after each; throws the signal's reason. */
export async function* readBlocks(
  path: string,
  signal: AbortSignal,
): AsyncGenerator<{ bytes: Uint8Array; bytesRead: number }> {
  await using file = await openFile(path);
  await checkedSize(file, path);
  let bytesRead = 0;
  for (;;) {
    signal.throwIfAborted();
    const block = await file.read(new Uint8Array(BLOCK_BYTES), 0, BLOCK_BYTES).catch((error: unknown) => {
      throw unreadable(error, path);
    });
    if (block.bytesRead === 0) return;
    bytesRead += block.bytesRead;
    yield { bytes: block.buffer.subarray(0, block.bytesRead), bytesRead };
  }
}

/**
 * The text of a file, block by block, without its byte order mark and with `\n` for every kind of line
 * break. Bytes that are impossible in a UTF encoding throw `wrong-encoding`: nothing is replaced in silence.
 */
export async function* readText(
  path: string,
  encoding: FileEncoding,
  signal: AbortSignal,
): AsyncGenerator<{ text: string; bytesRead: number }> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw wrongEncoding(encoding);
    }
  };
  let bytesRead = 0;
  // A return at the end of a block waits for the line feed that may begin the next.
  let held = '';
  for await (const block of readBlocks(path, signal)) {
    bytesRead = block.bytesRead;
    const text = held + decode(block.bytes);
    held = text.endsWith('\r') ? '\r' : '';
    yield { text: unifyBreaks(text.slice(0, text.length - held.length)), bytesRead };
  }
  yield { text: unifyBreaks(held + decode()), bytesRead };
}

/** For bytes that cannot be in the encoding they were said to be in. */
export function wrongEncoding(encoding: FileEncoding): AppError {
  return badFile('wrong-encoding', `The file is not in the encoding ${encoding}: choose another.`, {
    encoding,
  });
}

function unifyBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // Non-blocking, since opening a named pipe would otherwise wait for a writer for good.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadable(error, path);
  }
}

async function checkedSize(file: FileHandle, path: string): Promise<number> {
  const stats = await file.stat();
  if (stats.isDirectory()) {
    throw badFile('is-a-folder', `“${path}” is a folder: choose a CSV file in it.`);
  }
  if (!stats.isFile()) throw badFile('not-a-file', `“${path}” is not a file.`);
  if (stats.size === 0) throw badFile('empty-file', 'The file is empty.');
  if (stats.size > MAX_BYTES) {
    throw badFile('too-large', 'The file is larger than 1 GB: split it and import the parts.');
  }
  return stats.size;
}

function unreadable(error: unknown, path: string): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('not-found', `There is no file “${path}”.`, { reason: 'no-such-file' });
    case 'EACCES':
    case 'EPERM':
      return badFile('permission-denied', `“${path}” may not be read: change its permissions or copy it.`);
    case 'EISDIR':
      return badFile('is-a-folder', `“${path}” is a folder: choose a CSV file in it.`);
    case 'EBUSY':
      return badFile('file-in-use', `“${path}” is in use: close it in the other program and try again.`);
    default:
      return badFile('unreadable-file', `“${path}” cannot be read (${String(code ?? error)}).`);
  }
}
