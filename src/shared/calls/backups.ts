import { z } from 'zod';
import { call, nothing } from './call.ts';

/** A day's copy of all data; its file is named by that day, in this computer's zone. */
export const BackupName = z.string().regex(/^kaptar-\d{4}-\d\d-\d\d\.db$/);

const Backup = z.object({
  name: BackupName,
  /** Wall clock ms. */
  madeAt: z.number(),
  bytes: z.int(),
});
export type Backup = z.infer<typeof Backup>;

/** A copy to restore from: one of `backups.list`, or a file, for which the window holds a token of `files.choose`. */
export const BackupSource = z.union([
  z.strictObject({ name: BackupName }),
  z.strictObject({ file: z.string().min(1) }),
]);
export type BackupSource = z.infer<typeof BackupSource>;

/** What a copy holds that was found sound. */
const BackupContents = z.object({
  /** Wall clock ms of its file. */
  madeAt: z.number(),
  bytes: z.int(),
  contacts: z.int(),
  lists: z.int(),
  campaigns: z.int(),
  messages: z.int(),
  /** The last time that anything happened in it, wall clock ms; null where nothing ever did. */
  lastActivityAt: z.int().nullable(),
  /** What the present data have beyond it, and a restore would take away; null where they cannot be read. */
  missing: z
    .object({
      /** People who are not in it. */
      contacts: z.int(),
      campaigns: z.int(),
      /** Messages that were sent, or perhaps sent, since. */
      messages: z.int(),
    })
    .nullable(),
});
export type BackupContents = z.infer<typeof BackupContents>;

/** What a restore did so that nothing is sent twice. */
const Restored = z.object({
  /** Messages in line that may have been sent since the copy: they wait for a look-up or for a person. */
  uncertain: z.int(),
  /** Campaigns and plans that wait for a person's *resume*. */
  paused: z.int(),
  /** Opt-outs that the copy did not know and that were kept. */
  optOuts: z.int(),
});
export type Restored = z.infer<typeof Restored>;

/**
 * Calls about copies of all data. `list`, `newestSound`, `inspect`, `restore` and `export` are answered, too, where
 * the present data are damaged (`engine.state`). What no restore can use is refused as a conflict with the reason
 * `backup-damaged`, `backup-missing`, `newer-data` or `foreign-database`.
 */
export const backupCalls = {
  /** The newest first; `keep` is how many days have one at most. */
  'backups.list': call(nothing, z.object({ keep: z.int(), backups: z.array(Backup) })),
  /** Makes today's copy, checks it and puts it in the place of an earlier one of today. */
  'backups.create': call(nothing, Backup),
  /** The newest copy of `backups.list` that is sound, as each is checked; null for none. */
  'backups.newestSound': call(nothing, BackupContents.extend({ name: BackupName }).nullable()),
  /** Checks a copy and tells what is in it. */
  'backups.inspect': call(z.object({ from: BackupSource }), BackupContents),
  /**
   * Puts a copy in the place of the present data, which are kept aside. Answers once it stands ready and nothing more
   * can go wrong; the engine then starts anew with it. Where something fails the present data stay as they are.
   */
  'backups.restore': call(z.object({ from: BackupSource }), Restored),
  /**
   * Writes all data into one file for another computer, which restores it. The accounts' keys are not in it: they
   * stay in this computer's keychain and are entered anew there. `file` is a path; the window holds a token of
   * `files.chooseSave` in its place.
   */
  'backups.export': call(z.object({ file: z.string().min(1) }), z.object({ bytes: z.int() })),
} as const;
