import { AppError } from '../../../shared/errors.ts';

/** Work of a kind of which there is one at a time: an import, a file that is saved, a change of many contacts. */
export interface OneAtATime {
  /** Does it, and throws a `conflict` while other work of the kind runs. Its signal asks it to end early. */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  isRunning(): boolean;
  /** Asks what runs to end, for this reason; answers once nothing runs any more. */
  end(reason: AppError): Promise<void>;
}

/** @param busy what is thrown while other work runs: why, and in words */
export function createOneAtATime(busy: { reason: string; words: string }): OneAtATime {
  let current: { controller: AbortController; done: Promise<unknown> } | null = null;
  return {
    async run(work) {
      if (current) throw new AppError('conflict', busy.words, { reason: busy.reason });
      const controller = new AbortController();
      const done = work(controller.signal);
      current = { controller, done };
      try {
        return await done;
      } finally {
        current = null;
      }
    },
    isRunning: () => current !== null,
    async end(reason) {
      current?.controller.abort(reason);
      await current?.done.catch(() => undefined);
    },
  };
}
