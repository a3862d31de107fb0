import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api.ts';
import { ProviderTrouble } from './ProviderTrouble.tsx';

interface AnswerProps<T> {
  /** Whose account was asked. */
  accountId: number;
  query: UseQueryResult<T, ApiError>;
  /** About what the answer takes, so that nothing jumps when it comes. Pixels. */
  height?: number;
  children: (data: T) => ReactNode;
}

/** What a provider answered; before that its shape, and in place of it what went wrong. */
export function Answer<T>({ accountId, query, height = 120, children }: AnswerProps<T>) {
  const { t } = useTranslation();
  if (query.isPending) {
    return (
      <output aria-label={t('accounts.loading')}>
        <Skeleton height={height} radius="lg" />
      </output>
    );
  }
  if (query.isError) {
    return <ProviderTrouble accountId={accountId} error={query.error} onRetry={() => void query.refetch()} />;
  }
  return children(query.data);
}
