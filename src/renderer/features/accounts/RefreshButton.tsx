import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A question, or several, that can be asked anew. */
export interface Refreshable {
  isFetching: boolean;
  /** Nothing was answered yet. */
  isPending: boolean;
  refetch: () => Promise<unknown>;
}

interface RefreshButtonProps {
  query: Refreshable;
  /** What is asked for again, where several stand on one screen. */
  label?: string;
  /** Small beside a word, large beside a heading. */
  size?: 'sm' | 'lg';
}

/** Asks the provider again. */
export function RefreshButton({ query, label, size = 'lg' }: RefreshButtonProps) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t('accounts.refresh')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={size}
        aria-label={label ?? t('accounts.refresh')}
        loading={query.isFetching && !query.isPending}
        onClick={() => void query.refetch()}
      >
        <IconRefresh size={size === 'sm' ? 15 : 18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
