import { Button, Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataGrid } from '../../ui/DataGrid.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './ContactTable.module.css';
import { useContactColumns } from './use-contact-columns.tsx';
import type { useContactPages } from './use-contact-pages.ts';

interface ContactTableProps {
  label: string;
  query: ReturnType<typeof useContactPages>;
  /** What is searched for; empty for nothing. */
  search: string;
  /** Not all people, but those of one list. */
  ofList: boolean;
  onClearSearch: () => void;
}

/** Columns are chosen from the first rows: looking at all of a long list would make it jump while scrolling. */
const ROWS_LOOKED_AT = 50;

/** The contacts of a list, with their fields and whether they want to be written to. */
export function ContactTable({ label, query, search, ofList, onClearSearch }: ContactTableProps) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const { data, fetchNextPage, isFetchingNextPage } = query;
  const fieldNames = useMemo(() => {
    const first = data?.contacts.slice(0, ROWS_LOOKED_AT) ?? [];
    return [...new Set(first.flatMap((contact) => Object.keys(contact.fields)))];
  }, [data]);
  const columns = useContactColumns(fieldNames, width);

  if (query.isError) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;

  return (
    <div ref={ref} className={classes.table}>
      <DataGrid
        label={label}
        columns={columns}
        rows={data?.contacts ?? []}
        rowId={(contact) => contact.id}
        total={data?.total ?? 0}
        loading={query.isPending}
        hasMore={query.hasNextPage}
        onMore={() => {
          if (!isFetchingNextPage) void fetchNextPage();
        }}
        empty={
          search === '' ? (
            <Text c="dimmed">{t('contacts.emptyList')}</Text>
          ) : (
            <Stack align="center" gap={4} p="md" ta="center">
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {t(ofList ? 'contacts.nothingFoundHere' : 'contacts.nothingFound', { search })}
              </Text>
              <Text c="dimmed">{t('contacts.searchRule')}</Text>
              <Button variant="subtle" size="compact-sm" mt="xs" onClick={onClearSearch}>
                {t('contacts.clearSearch')}
              </Button>
            </Stack>
          )
        }
      />
    </div>
  );
}
