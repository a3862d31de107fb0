import { skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { CallOutput } from '../../../shared/contract.ts';

type Restored = CallOutput<'backups.restore'>;

const KEY = ['restored'] as const;

/** Keeps what a restore did, over the engine's new start, until it was read. */
export function noteRestored(client: QueryClient, done: Restored): void {
  client.setQueryData<Restored | null>(KEY, done);
}

/** What the last restore did, and how to put that away. */
export function useRestored(): { restored: Restored | null; dismiss: () => void } {
  const client = useQueryClient();
  const { data } = useQuery<Restored | null>({ queryKey: KEY, queryFn: skipToken, staleTime: Infinity });
  return { restored: data ?? null, dismiss: () => client.setQueryData<Restored | null>(KEY, null) };
}
