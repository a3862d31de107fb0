import type { DiskTrouble } from '../../../shared/campaign.ts';
import { diskTroubleOf } from '../lib/disk-trouble.ts';

/** The first wait before a write that failed is tried again; doubled each time, since nothing is lost by waiting. */
const FIRST_WAIT_MS = 1000;
/** The longest: whoever has made room watches the window for the sending to go on. */
const LONGEST_WAIT_MS = 8000;

/** What a failed write was about: a lane's next claim, or what became of messages that have left. */
type Writing = 'claim' | 'outcomes';

/** Which writes of the queue fail. In memory only: what is wrong with the disk cannot be written on it. */
export interface Disk {
  /** `writer` could not write. Answers how long to wait before it tries again, ms. */
  failed(writer: object, writing: Writing, error: unknown): number;
  /** `writer` has written, has nothing to write now, or has given up. */
  passed(writer: object): void;
  /**
   * Whether outcomes wait for the disk. Until they are written no lane may claim: small writes may still find room,
   * and whatever leaves meanwhile would be uncertain after a crash.
   */
  owesOutcomes(): boolean;
  /** Why nothing can be written; null while all can. Whatever else the reason is, a person is told that it is so. */
  trouble(): DiskTrouble | null;
}

/**
 * All is well at first.
 *
 * @param onChange called when `trouble` answers something else than before
 */
export function createDisk(onChange: () => void): Disk {
  const failing = new Map<object, { writing: Writing; trouble: DiskTrouble; tries: number }>();

  const trouble = (): DiskTrouble | null => [...failing.values()][0]?.trouble ?? null;

  function change(act: () => void): void {
    const before = trouble();
    act();
    if (trouble() !== before) onChange();
  }

  return {
    failed(writer, writing, error) {
      const tries = (failing.get(writer)?.tries ?? 0) + 1;
      change(() => failing.set(writer, { writing, trouble: diskTroubleOf(error) ?? 'unwritable', tries }));
      return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 10));
    },
    passed: (writer) => change(() => failing.delete(writer)),
    owesOutcomes: () => [...failing.values()].some(({ writing }) => writing === 'outcomes'),
    trouble,
  };
}
