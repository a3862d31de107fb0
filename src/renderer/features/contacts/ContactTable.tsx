import { Button, Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../shared/contact.ts';
import { DataGrid, type GridSelection } from '../../ui/DataGrid.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './ContactTable.module.css';
import { useContactColumns } from './use-contact-columns.tsx';
import type { useContactPages } from './use-contact-pages.ts';

interface ContactTableProps {
  label: string;
  found: ReturnType<typeof useContactPages>;
  /** What is searched for; empty for nothing. */
  search: string;
  /** Fields are asked for, or opt-outs. */
  isFiltered: boolean;
  /** Not all people, but those of one list. */
  ofList: boolean;
  selection: GridSelection<Contact>;
  gridRef: RefObject<HTMLTableElement | null>;
  onOpen: (contact: Contact) => void;
  onRemove: (contact: Contact) => void;
  /** Takes the search and all filters away. */
  onClear: () => void;
}

/** Columns are chosen from the first rows: looking at all of a long list would make it jump while scrolling. */
const ROWS_LOOKED_AT = 50;

/** The contacts of a list, with their fields and whether they want to be written to. */
export function ContactTable(props: ContactTableProps) {
  const { label, found, search, isFiltered, ofList, selection, gridRef, onOpen, onRemove, onClear } = props;
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const { firstRows, total } = found;
  const fieldNames = useMemo(() => {
    const first = firstRows.slice(0, ROWS_LOOKED_AT);
    return [...new Set(first.flatMap((contact) => Object.keys(contact.fields)))];
  }, [firstRows]);
  const columns = useContactColumns(fieldNames, width);

  if (found.error) return <ErrorNote error={found.error} onRetry={found.retry} />;

  const nothing = isFiltered
    ? t('contacts.nothingFiltered')
    : t(ofList ? 'contacts.nothingFoundHere' : 'contacts.nothingFound', { search });
  return (
    <div ref={ref} className={classes.table}>
      <DataGrid
        label={label}
        columns={columns}
        count={found.loading ? 0 : (total ?? firstRows.length)}
        rowAt={found.rowAt}
        rowId={(contact) => contact.id}
        loading={found.loading}
        onView={found.onView}
        selection={selection}
        onOpen={onOpen}
        onRemove={onRemove}
        gridRef={gridRef}
        empty={
          search === '' && !isFiltered ? (
            <Text c="dimmed">{t('contacts.emptyList')}</Text>
          ) : (
            <Stack align="center" gap={4} p="md" ta="center">
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {nothing}
              </Text>
              {!isFiltered && <Text c="dimmed">{t('contacts.searchRule')}</Text>}
              <Button variant="subtle" size="compact-sm" mt="xs" onClick={onClear}>
                {t(isFiltered ? 'contacts.clearAll' : 'contacts.clearSearch')}
              </Button>
            </Stack>
          )
        }
      />
    </div>
  );
}
