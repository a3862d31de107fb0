import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';

/** The bytes of a WAL's header and of each frame's, which goes before a page (https://sqlite.org/fileformat2.html#walformat). */
const WAL_HEADER = 32;
const FRAME_HEADER = 24;
const SECTOR = 512;

/** What of the files is there when the power is back. */
export const tears = [
  'anywhere',
  'between frames',
  'in a frame',
  'after the header',
  'no WAL',
  'a flipped byte',
  'sectors of rubbish',
  'rubbish behind',
  'half a checkpoint',
] as const;
export type Tear = (typeof tears)[number];

/** The files of a database as they were at one moment, in another folder. */
export interface Snapshot {
  readonly file: string;
  readonly wal: string;
  readonly pageSize: number;
  /** Frames of the WAL that SQLite had moved into the file: they had been synced, so no cut of power takes them away. */
  readonly movedFrames: number;
  /** Frames of the WAL that are valid. */
  readonly frames: number;
}

/**
 * Copies the files at once. The engine that writes them is of this thread, so nothing is written between two copies;
 * what it is in the midst of with the disk is what `tear` makes up.
 */
export function takeSnapshot(dataDir: string, folder: string): Snapshot {
  mkdirSync(folder, { recursive: true });
  const from = join(dataDir, 'kaptar.db');
  const file = join(folder, 'kaptar.db');
  copyFileSync(from, file);
  copyFileSync(`${from}-wal`, `${file}-wal`);
  // The index of the WAL, in the machine's own byte order (https://sqlite.org/walformat.html#walidxfmt).
  const index = readFileSync(`${from}-shm`);
  return {
    file,
    wal: `${file}-wal`,
    pageSize: readFileSync(file).readUInt16BE(16),
    frames: index.readUInt32LE(16),
    movedFrames: index.readUInt32LE(96),
  };
}

/** Makes of a snapshot what a cut of power may leave of it. */
export function tear(
  { file, wal, pageSize, frames, movedFrames }: Snapshot,
  how: Tear,
  random: () => number,
): void {
  const frame = FRAME_HEADER + pageSize;
  const whole = readFileSync(wal);
  /** What was synced before the frames were moved. */
  const safe = movedFrames === 0 ? 0 : WAL_HEADER + movedFrames * frame;
  const pick = (from: number, to: number) => from + Math.floor(random() * Math.max(1, to - from));
  const cut = (length: number) => writeFileSync(wal, whole.subarray(0, Math.max(safe, length)));
  const rubbish = (length: number) => Buffer.from(Array.from({ length }, () => pick(0, 256)));
  switch (how) {
    case 'anywhere':
      return cut(pick(0, whole.length));
    case 'between frames':
      return cut(WAL_HEADER + pick(0, frames) * frame);
    case 'in a frame':
      return cut(WAL_HEADER + pick(0, frames) * frame + pick(1, frame));
    case 'after the header':
      return cut(WAL_HEADER);
    case 'no WAL':
      return cut(0);
    case 'a flipped byte': {
      const place = pick(safe, whole.length);
      whole.writeUInt8(whole.readUInt8(place) ^ (1 << pick(0, 8)), place);
      return writeFileSync(wal, whole);
    }
    case 'sectors of rubbish': {
      const first = Math.ceil(pick(safe, whole.length) / SECTOR) * SECTOR;
      rubbish(SECTOR * pick(1, 5)).copy(whole, first);
      return writeFileSync(wal, whole);
    }
    case 'rubbish behind':
      return writeFileSync(wal, Buffer.concat([whole, rubbish(pick(1, 2 * frame))]));
    case 'half a checkpoint': {
      // The WAL is synced by then, and pages on their way into the file are torn: the next opening has them anew.
      const database = readFileSync(file);
      for (let at = 0; at < frames; at += 1) {
        const page = whole.readUInt32BE(WAL_HEADER + at * frame);
        const start = (page - 1) * pageSize + SECTOR * pick(0, pageSize / SECTOR);
        // The first page's header is one sector, which a disk writes whole.
        if (page > 1 && start < database.length && random() < 0.3) rubbish(SECTOR).copy(database, start);
      }
      return writeFileSync(file, database);
    }
  }
}

/** The database is whole and the books are right. */
export async function expectSound({ file }: Snapshot, when: string): Promise<void> {
  const store = openSqliteStore(file, () => Date.now());
  try {
    expect(await store.verify(), when).toEqual([]);
  } finally {
    await store.close();
  }
  const database = new Sqlite(file);
  expect(database.pragma('integrity_check', { simple: true }), when).toBe('ok');
  expect(database.pragma('foreign_key_check'), when).toEqual([]);
  database.close();
}

/** Of these numbers (digits), those of whom the snapshot does not say that they were claimed at least. */
export function findUnclaimed({ file, wal }: Snapshot, numbers: ReadonlySet<string>): string[] {
  // Opening it moves the WAL into the file: it is looked at in a copy, so that it can still be torn.
  const looked = { file: `${file}.looked`, wal: `${file}.looked-wal` };
  copyFileSync(file, looked.file);
  copyFileSync(wal, looked.wal);
  const database = new Sqlite(looked.file);
  const rows = database
    .prepare<[], string>(
      "SELECT recipient FROM messages WHERE state NOT IN ('sending', 'accepted', 'delivered')",
    )
    .pluck()
    .all();
  database.close();
  return rows.map((recipient) => recipient.slice(1)).filter((digits) => numbers.has(digits));
}
