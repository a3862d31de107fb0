import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface RefreshButtonProps {
  query: { isFetching: boolean; isPending: boolean; refetch: () => Promise<unknown> };
  /** What is asked for again, where several stand on one screen. */
  label?: string;
}

/** Asks the provider again. */
export function RefreshButton({ query, label }: RefreshButtonProps) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t('accounts.refresh')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label ?? t('accounts.refresh')}
        loading={query.isFetching && !query.isPending}
        onClick={() => void query.refetch()}
      >
        <IconRefresh size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
