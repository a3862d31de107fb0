import { useQueryClient } from '@tanstack/react-query';
import { callKey } from '../../api.ts';
import { keyTroubleKey } from './use-key-trouble.ts';

/** Forgets what was known of an account: an answer given to the old key or settings says nothing about the new. */
export function useRecheck() {
  const client = useQueryClient();
  return async (accountId: number): Promise<void> => {
    client.removeQueries({ queryKey: keyTroubleKey(accountId) });
    await client.invalidateQueries({ queryKey: ['accounts.list'] });
    await Promise.all([
      client.resetQueries({ queryKey: callKey('accounts.check', { id: accountId }) }),
      client.resetQueries({ predicate: ({ queryKey: [, input] }) => isOf(accountId, input) }),
    ]);
  };
}

function isOf(accountId: number, input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'accountId' in input && input.accountId === accountId;
}
