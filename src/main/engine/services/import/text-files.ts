import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { threadEntry } from '../../lib/thread.ts';
import { badFile, MAX_BYTES, measureFile } from './read-file.ts';
import type { UnpackedSheet, UnpackNews, UnpackTask } from './unpack-workbook.ts';

/** A file as the text that is read: itself, or the sheets of a workbook, unpacked. */
export type TextFile =
  | { readonly kind: 'text'; readonly path: string }
  | { readonly kind: 'workbook'; readonly sheets: readonly UnpackedSheet[] };

type OnProgress = (progress: { rows: number; total: number }) => void;

/** Opens files of every kind that can be imported. */
export interface TextFiles {
  /**
   * Throws what `measureFile` throws, `workbook-broken`, `workbook-too-large`, `workbook-password`,
   * `workbook-old`, `empty-file`, and the signal's reason. The last workbook stays unpacked.
   */
  open(path: string, signal: AbortSignal, onProgress: OnProgress): Promise<TextFile>;
  /** Removes what was unpacked. */
  close(): Promise<void>;
}

/** A workbook of a million rows has some 60 MB; it is in memory while it is unpacked. */
const MAX_WORKBOOK_BYTES = 200 * 1024 ** 2;
/** Excel's largest sheet with its words takes some 600 MB; beyond this the worker ends, and nothing else does. */
const MAX_WORKER_MB = 1024;

/** Every workbook since 2007 is a zip archive. */
const ZIP_START = [0x50, 0x4b, 0x03, 0x04];
/** Workbooks of before, and those with a password. */
const COMPOUND_START = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Unpacks into a folder of its own in `parent`; what an engine that was killed left there goes at once.
 * @param mostBytes that the sheets of one workbook may take there, all together
 */
export function createTextFiles(parent: string, mostBytes = MAX_BYTES): TextFiles {
  let last: { key: string; unpacked: Promise<readonly UnpackedSheet[]> } | null = null;
  const folder = join(parent, `${process.pid}-${randomUUID()}`);
  // What cannot be removed now can at the next start.
  const clear = () => rm(folder, { recursive: true, force: true }).catch(() => {});
  const ready = removeLeftovers(parent).catch(() => {});

  async function unpackAfresh(path: string, signal: AbortSignal, onProgress: OnProgress) {
    await ready;
    await clear();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const to = await mkdtemp(join(folder, 'workbook-'));
    return runWorker({ path, folder: to, mostBytes }, signal, onProgress);
  }

  async function unpack(path: string, signal: AbortSignal, onProgress: OnProgress) {
    const { mtimeMs, size } = await stat(path);
    const key = `${path} ${mtimeMs} ${size}`;
    if (last?.key === key) return last.unpacked;
    const mine = { key, unpacked: unpackAfresh(path, signal, onProgress) };
    last = mine;
    try {
      return await mine.unpacked;
    } catch (error) {
      // What was cancelled or refused is tried anew.
      if (last === mine) {
        last = null;
        await clear();
      }
      throw error;
    }
  }

  return {
    async open(path, signal, onProgress) {
      const size = await measureFile(path);
      const start = await firstBytes(path);
      const begins = (bytes: readonly number[]) => bytes.every((byte, index) => start[index] === byte);
      if (begins(ZIP_START) || begins(COMPOUND_START)) {
        if (size > MAX_WORKBOOK_BYTES) throw refusal('workbook-too-large');
        if (begins(COMPOUND_START)) throw refusal(await compoundReason(path));
        const sheets = await unpack(path, signal, onProgress);
        if (sheets.length === 0) throw badFile('empty-file', 'The workbook holds no rows.');
        return { kind: 'workbook', sheets };
      }
      return { kind: 'text', path };
    },
    close: clear,
  };
}

/** Folders of engines that are gone: people's numbers stand in them. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!isRunning(Number.parseInt(name, 10))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

type WorkbookRefusal = 'workbook-broken' | 'workbook-too-large' | 'workbook-password' | 'workbook-old';

const REFUSALS: Readonly<Record<WorkbookRefusal, string>> = {
  'workbook-broken':
    'This workbook cannot be read: open it in Excel, save it anew as .xlsx and choose that file.',
  'workbook-too-large': 'The workbook is too large: save the sheet with the contacts as “CSV UTF-8”.',
  'workbook-password': 'The workbook has a password: remove it in Excel (File → Info) and save the file.',
  'workbook-old':
    'This is an old Excel file (.xls): open it in Excel, save it as .xlsx and choose that file.',
};

function refusal(reason: WorkbookRefusal) {
  return badFile(reason, REFUSALS[reason]);
}

/** A workbook with a password is a compound file with a stream of this name (MS-OFFCRYPTO 2.3.4.4). */
async function compoundReason(path: string): Promise<WorkbookRefusal> {
  const isEncrypted = (await readFile(path)).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isEncrypted ? 'workbook-password' : 'workbook-old';
}

async function firstBytes(path: string): Promise<Uint8Array> {
  await using file = await open(path, 'r');
  const { buffer } = await file.read(new Uint8Array(4), 0, 4, 0);
  return buffer;
}

function runWorker(
  task: UnpackTask,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<readonly UnpackedSheet[]> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(threadEntry(import.meta.url, 'unpack-workbook'), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MAX_WORKER_MB },
    });
    const abort = () => {
      void worker.terminate();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    const end = () => signal.removeEventListener('abort', abort);
    worker.on('message', (news: UnpackNews) => {
      if (news.type === 'progress') onProgress(news);
      else if (news.type === 'done') resolve(news.sheets);
      else reject(refusal(news.reason));
    });
    worker.on('error', (error: Error & { code?: string }) => {
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refusal('workbook-too-large') : error);
    });
    worker.on('exit', () => {
      end();
      reject(refusal('workbook-broken'));
    });
  });
}
