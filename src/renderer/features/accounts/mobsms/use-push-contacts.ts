import { useIsMutating, useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import type { CallInput, CallOutput } from '../../../../shared/contract.ts';
import { call, eventKey, useLatest, type ApiError } from '../../../api.ts';

/** Copies a list to MobSMS. It goes on when its panel is left, and is there again when one comes back. */
export function usePushContacts(accountId: number) {
  const client = useQueryClient();
  const mutationKey = ['mobsms.pushContacts', accountId];
  const push = useMutation<
    CallOutput<'mobsms.pushContacts'>,
    ApiError,
    Omit<CallInput<'mobsms.pushContacts'>, 'accountId'>
  >({
    mutationKey,
    mutationFn: (input) => call('mobsms.pushContacts', { accountId, ...input }),
    // How far the last one was says nothing about this one.
    onMutate: () => client.removeQueries({ queryKey: eventKey('task.progress') }),
  });
  const running = useIsMutating({ mutationKey }) > 0;
  const last = useMutationState({ filters: { mutationKey }, select: ({ state }) => state }).at(-1);
  const progress = useLatest('task.progress');

  return {
    start: push.mutate,
    running,
    done: running ? null : ((last?.data ?? null) as CallOutput<'mobsms.pushContacts'> | null),
    error: running ? null : (last?.error ?? null),
    progress: running && progress?.task === 'mobsms.pushContacts' ? progress : null,
  };
}
