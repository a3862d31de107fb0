import type { EventName, EventPayload, Reply } from '../../shared/contract.ts';

/** The whole engine: what the utility process, the command line and the tests hold in their hand. */
export interface App {
  /** Answers a call of the contract; never throws. */
  dispatch(name: string, input: unknown): Promise<Reply<unknown>>;
  /** Calls back for every event until the returned function is called. */
  onEvent(listener: <E extends EventName>(name: E, payload: EventPayload<E>) => void): () => void;
  /** Keeps an account's secret in memory. */
  setSecret(accountId: number, secret: string): void;
  /**
   * Takes the lock of the data folder, recovers from an unclean stop and starts sending.
   * Throws `AppError('conflict')` where another engine has the folder.
   */
  start(): Promise<void>;
  /** Lets what is on the wire end (bounded by the accounts' time-outs), then closes the store. */
  stop(): Promise<void>;
}
