import type { ChosenFile } from './chosen-file.ts';
import type { CallInput, CallName, CallOutput, EventName, EventPayload, Reply } from './contract.ts';

/** All that the window can reach outside itself: what the preload script puts on it as `window.kaptar`. */
export interface Bridge {
  readonly call: <C extends CallName>(name: C, input: CallInput<C>) => Promise<Reply<CallOutput<C>>>;
  /** Calls back for every event of that name until the returned function is called. */
  readonly on: <E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void) => () => void;
  /** A token for a file that a person has dropped on the window; a file made by a script is refused. */
  readonly drop: (file: File) => Promise<Reply<ChosenFile>>;
}

declare global {
  interface Window {
    readonly kaptar: Bridge;
  }
}
