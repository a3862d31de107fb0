import { useIsMutating, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallInput, CallOutput } from '../../../shared/contract.ts';
import { call, type ApiError } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { useTaskProgress } from '../../use-task-progress.ts';

const CHANGE = ['contacts.change'] as const;
const UNDO = ['contacts.undo'] as const;
/** That of `ExportButton`. */
export const EXPORT = ['contacts.export'] as const;

/** Changes contacts, says what was done, and takes it back. It goes on when its screen is left. */
export function useContactChange() {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();

  const undo = useMutation<CallOutput<'contacts.undo'>, ApiError, number>({
    mutationKey: UNDO,
    mutationFn: (changeId) => call('contacts.undo', { changeId }),
    onSuccess: ({ restored, kept }) => {
      const words = (key: 'restored' | 'kept', count: number) =>
        t(`contacts.undo.${key}`, { count, number: format.count(count) });
      tell.done(kept === 0 ? words('restored', restored) : words('kept', kept));
    },
    onError: tell.trouble,
  });

  /** Says what was done, with the way back. */
  const tellDone = (words: string, changeId: number | null) =>
    tell.done(words, changeId === null ? undefined : () => undo.mutate(changeId));

  const change = useMutation<CallOutput<'contacts.change'>, ApiError, CallInput<'contacts.change'>>({
    mutationKey: CHANGE,
    mutationFn: (input) => call('contacts.change', input),
    onSuccess: ({ changed, changeId, cancelled }, { action }) => {
      const numbers = { count: changed, number: format.count(changed) };
      tellDone(t(cancelled ? 'contacts.done.cancelled' : `contacts.done.${action.do}`, numbers), changeId);
    },
    onError: tell.trouble,
  });

  const mergeAll = useMutation<CallOutput<'duplicates.mergeAll'>, ApiError, CallInput<'duplicates.mergeAll'>>(
    {
      mutationKey: CHANGE,
      mutationFn: (input) => call('duplicates.mergeAll', input),
      onSuccess: ({ changed, changeId }) =>
        tellDone(t('duplicates.merged', { count: changed, number: format.count(changed) }), changeId),
      onError: tell.trouble,
    },
  );

  return { change, mergeAll, undo: undo.mutate, tellDone };
}

/** What the engine is doing to contacts, and how far it is; null for nothing. */
export function useRunningChange() {
  const changing = useIsMutating({ mutationKey: CHANGE }) > 0;
  const undoing = useIsMutating({ mutationKey: UNDO }) > 0;
  const exporting = useIsMutating({ mutationKey: EXPORT }) > 0;
  const kind: 'change' | 'undo' | 'export' | null = changing
    ? 'change'
    : undoing
      ? 'undo'
      : exporting
        ? 'export'
        : null;
  const progress = useTaskProgress(`contacts.${kind ?? 'change'}`, kind !== null);
  return kind && { kind, ...(progress ?? { done: 0, total: 0, left: null }) };
}
