import type { EventName, EventPayload } from '../../../shared/contract.ts';

export type EventListener = <E extends EventName>(name: E, payload: EventPayload<E>) => void;

/** Hands the contract's events to whoever listens. */
export interface Emitter {
  emit: EventListener;
  /** Listens until the returned function is called. */
  on(listener: EventListener): () => void;
}

/** Nobody listens at first. */
export function createEmitter(): Emitter {
  const listeners = new Set<EventListener>();
  return {
    emit(name, payload) {
      for (const listener of listeners) listener(name, payload);
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
