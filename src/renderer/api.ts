import { QueryClient, keepPreviousData, skipToken, useMutation, useQuery } from '@tanstack/react-query';
import type { ChosenFile } from '../shared/chosen-file.ts';
import type { CallInput, CallName, CallOutput, EventName, EventPayload } from '../shared/contract.ts';
import type { ErrorCode, ErrorData } from '../shared/errors.ts';

/** An answer with `ok: false`, as something that can be thrown. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  /** What tells errors of one code apart, where the engine says it. */
  readonly reason: string | null;
  /** What the words for it can name: the row of a file, a name that is taken. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(data: ErrorData) {
    super(data.message);
    this.name = 'ApiError';
    this.code = data.code;
    const reason = data.details?.['reason'];
    this.details = data.details ?? {};
    this.reason = typeof reason === 'string' ? reason : null;
  }
}

/** Asks the engine or the shell; throws an `ApiError` where it says no. */
export async function call<C extends CallName>(name: C, input: CallInput<C>): Promise<CallOutput<C>> {
  const reply = await window.kaptar.call(name, input);
  if (!reply.ok) throw new ApiError(reply.error);
  return reply.value;
}

/** A token for a file that was dropped on the window; throws an `ApiError` for what is no file of this computer. */
export async function nameDropped(file: File): Promise<ChosenFile> {
  const reply = await window.kaptar.drop(file);
  if (!reply.ok) throw new ApiError(reply.error);
  return reply.value;
}

/** Where the answer to a call lies in the cache. */
export function callKey<C extends CallName>(name: C, input: CallInput<C>) {
  return [name, input] as const;
}

interface CallOptions {
  enabled?: boolean;
  /** Milliseconds for which an answer is taken as fresh when another screen asks again. */
  staleTime?: number;
  /** Show the last answer while the input changes, so that nothing jumps. */
  keepLast?: boolean;
}

/** The answer to a call, refetched when the engine says that its topic has changed. */
export function useCall<C extends CallName>(name: C, input: CallInput<C>, options: CallOptions = {}) {
  const { enabled = true, staleTime, keepLast = false } = options;
  return useQuery<CallOutput<C>, ApiError>({
    queryKey: callKey(name, input),
    queryFn: () => call(name, input),
    enabled,
    ...(staleTime === undefined ? {} : { staleTime }),
    ...(keepLast ? { placeholderData: keepPreviousData } : {}),
  });
}

/** A call that does something, started by hand. */
export function useAction<C extends CallName>(name: C) {
  return useMutation<CallOutput<C>, ApiError, CallInput<C>>({ mutationFn: (input) => call(name, input) });
}

/** Where the last payload of an event lies in the cache. */
export function eventKey(name: EventName) {
  return ['event', name] as const;
}

/** The last payload of an event since the window was opened. */
export function useLatest<E extends EventName>(name: E): EventPayload<E> | undefined {
  return useQuery<EventPayload<E>>({ queryKey: eventKey(name), queryFn: skipToken, staleTime: Infinity })
    .data;
}

/** The window's cache. It holds copies only: the truth is the engine's. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The engine is on this machine: whether there is an internet says nothing about it.
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 3000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
