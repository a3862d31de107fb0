import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BackupName, type Backup } from '../../../shared/calls/backups.ts';
import { AppError, errorReason } from '../../../shared/errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Log } from '../lib/log.ts';
import type { CopyStore } from '../store/copy-store.ts';

/** A mistake is noticed within a week; each day costs the size of the database on the disk. */
const KEEP_DAYS = 7;
/** Kaptar is often closed in the evening and opened in the morning: a timer for a whole day would never end. */
const LOOK_EVERY_MS = 3_600_000;
/** Not while Kaptar starts and the operator waits for it. */
const FIRST_LOOK_MS = 60_000;

/** What the name of a copy ends with until it is whole; SQLite may put a word of its own behind it. */
const UNFINISHED = '.unfinished';

interface BackupTools {
  readonly copies: Pick<CopyStore, 'copyTo'>;
  readonly clock: Clock;
  readonly emitter: Emitter;
  readonly log: Log;
  /** The folder of the copies; made when the first is. */
  readonly backupDir: string;
  /** Told where the present data cannot be read: a copy reads all of them. */
  onDamage(error: unknown): void;
}

/** Copies of all data, one a day. */
export interface Backups {
  /** Rejects where no sound copy could be made; the earlier ones are then as they were. */
  create(): Promise<Backup>;
  /** Makes one every day from now on. */
  start(): void;
  /** Gives up what is being made. */
  stop(): Promise<void>;
}

export function createBackups(tools: BackupTools): Backups {
  const { clock, emitter, log } = tools;
  const stopping = new AbortController();
  let running: Promise<Backup> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const create = () => {
    running ??= makeBackup(tools, stopping.signal).finally(() => {
      running = null;
      emitter.emit('changed', { topic: 'backups' });
    });
    return running;
  };
  const look = async () => {
    const today = nameOf(clock.now());
    const isMade = listBackups(tools.backupDir).some(({ name }) => name === today);
    // A disk that is full must not stop the sending; the next look tries again.
    if (!isMade) await create().catch((error: unknown) => log.error('backup.failed', error));
    if (!stopping.signal.aborted) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
  };

  return {
    create,
    start() {
      timer = setTimeout(() => void look(), FIRST_LOOK_MS);
    },
    async stop() {
      clearTimeout(timer);
      stopping.abort();
      await running?.catch(() => undefined);
    },
  };
}

/** What `backups.list` answers. */
export function keptBackups(backupDir: string): { keep: number; backups: Backup[] } {
  return { keep: KEEP_DAYS, backups: listBackups(backupDir) };
}

/** A copy has its name only once it is whole and checked. */
async function makeBackup(tools: BackupTools, signal: AbortSignal): Promise<Backup> {
  const { copies, clock, backupDir } = tools;
  const name = nameOf(clock.now());
  const unfinished = join(backupDir, `${name}${UNFINISHED}`);
  try {
    mkdirSync(backupDir, { recursive: true });
    removeUnfinished(backupDir);
    await copies.copyTo(unfinished, signal);
    renameSync(unfinished, join(backupDir, name));
  } catch (error) {
    removeUnfinished(backupDir);
    if (errorReason(error) !== 'unreadable-database') throw backupFailed(error);
    tools.onDamage(error);
    throw error;
  }
  for (const old of listBackups(backupDir).slice(KEEP_DAYS))
    rmSync(join(backupDir, old.name), { force: true });
  return describe(backupDir, name);
}

/** Half a copy on a full disk would keep it full; also one of an engine that was killed, days ago. */
function removeUnfinished(folder: string): void {
  for (const name of readFolder(folder)) {
    const [copy, end] = name.split(UNFINISHED, 2);
    if (end !== undefined && BackupName.safeParse(copy).success) rmSync(join(folder, name), { force: true });
  }
}

function backupFailed(cause: unknown): AppError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    'conflict',
    `The backup could not be made (${words}). Make room on the disk and try again.`,
    {
      reason: 'backup-failed',
    },
  );
}

/** The newest first: their names sort by day. */
function listBackups(folder: string): Backup[] {
  const names = readFolder(folder).filter((name) => BackupName.safeParse(name).success);
  return names
    .toSorted()
    .toReversed()
    .map((name) => describe(folder, name));
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // There is no folder before the first copy.
    return [];
  }
}

function describe(folder: string, name: string): Backup {
  const { mtimeMs, size } = statSync(join(folder, name));
  return { name, madeAt: mtimeMs, bytes: size };
}

/** By the day on the operator's own calendar. */
function nameOf(now: number): string {
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  return `kaptar-${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.db`;
}
