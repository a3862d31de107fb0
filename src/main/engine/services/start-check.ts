import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import type { CallOutput } from '../../../shared/contract.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/store.ts';

interface StartCheckTools {
  readonly store: Pick<Store, 'refuseDamage' | 'checkBooks'>;
  readonly clock: Clock;
  readonly emitter: Emitter;
  readonly log: Log;
  /** The file that is there while an engine has the data, and stays where it does not stop in order. */
  readonly mark: string;
}

/** What a start looks at where the engine before did not stop in order. */
export interface StartCheck {
  /**
   * For whoever has the data folder alone, before anything is sent. After an unclean stop, or where the data are new to
   * this folder, it throws `unreadable-database` where the file is damaged, and answers true: the books are to be checked.
   */
  begin(areNew: boolean): Promise<boolean>;
  /** Checks the books beside the work; what is found is logged and told. */
  checkBooks(): void;
  last(): CallOutput<'store.lastCheck'>;
  /** Gives up the check. */
  stop(): Promise<void>;
  /** This engine stopped in order; the mark of one that found damage stays, so that the next finds it, too. */
  finish(): void;
}

export function createStartCheck({ store, clock, emitter, log, mark }: StartCheckTools): StartCheck {
  const stopping = new AbortController();
  let last: CallOutput<'store.lastCheck'> = null;
  let checking = Promise.resolve();
  let isSound = false;

  async function check(): Promise<void> {
    try {
      const violations = await store.checkBooks(stopping.signal);
      last = { at: clock.now(), violations };
      log.info('check.done', { violations });
      emitter.emit('changed', { topic: 'check' });
    } catch (error) {
      if (!stopping.signal.aborted) log.error('check.failed', error);
    }
  }

  return {
    async begin(areNew) {
      const isInDoubt = areNew || existsSync(mark);
      leaveMark(mark);
      if (isInDoubt) await store.refuseDamage();
      isSound = true;
      return isInDoubt;
    },
    checkBooks() {
      checking = check();
    },
    last: () => last,
    async stop() {
      stopping.abort();
      await checking;
    },
    finish() {
      if (isSound) rmSync(mark, { force: true });
    },
  };
}

/** On the disk before anything is sent: a power cut a moment later must find it. */
function leaveMark(file: string): void {
  const opened = openSync(file, 'w');
  fsyncSync(opened);
  closeSync(opened);
}
