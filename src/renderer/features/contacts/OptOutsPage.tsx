import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { IconBellOff, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OptOut } from '../../../shared/contact.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { call, type ApiError } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { DataGrid } from '../../ui/DataGrid.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import type { Column } from '../../ui/GridRow.tsx';
import { Page } from '../../ui/Page.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { AddOptOuts } from './AddOptOuts.tsx';
import classes from './OptOutsPage.module.css';

const PAGE = 200;
/** The next page is asked for so many rows before it comes into sight. */
const NEAR = 20;

type OptOutsPart = CallOutput<'optOuts.list'>;

/** Everybody who gets nothing more: why, since when, and where that came from. */
export function OptOutsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [adding, setAdding] = useState(false);
  const grid = useRef<HTMLTableElement>(null);
  const query = useOptOuts(search);
  const { ref, width } = useElementSize();
  const columns = useColumns(remove, width);
  const total = query.data?.total;

  async function remove(optOut: OptOut) {
    try {
      await call('contacts.optIn', { phone: optOut.phone });
      // Its row goes, and its button with it.
      grid.current?.focus();
      tell.done(t('contacts.isOptedIn', { name: optOut.name || formatPhone(optOut.phone) }), () => {
        call('optOuts.restore', { optOuts: [optOut] }).catch(tell.trouble);
      });
    } catch (error) {
      tell.trouble(error);
    }
  }

  const addButton = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('optOuts.add.action')}
    </Button>
  );
  const isEmpty = total === 0 && search === '' && typed === '';

  return (
    <Page
      title={t('optOuts.title')}
      description={t('optOuts.description')}
      back={{ to: '/contacts', label: t('contacts.title') }}
      {...(isEmpty ? {} : { actions: addButton })}
    >
      {query.isError && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {isEmpty ? (
        <Card>
          <Empty
            icon={<IconBellOff size={28} aria-hidden />}
            title={t('optOuts.empty.title')}
            action={addButton}
          >
            {t('optOuts.empty.body')}
          </Empty>
        </Card>
      ) : (
        <div ref={ref} className={classes.outs}>
          <TextInput
            aria-label={t('optOuts.search')}
            placeholder={t('contacts.search.placeholder')}
            leftSection={<IconSearch size={17} aria-hidden />}
            value={typed}
            maxLength={100}
            onChange={(event) => setTyped(event.currentTarget.value)}
            className={classes.search}
          />
          <DataGrid
            key={search}
            label={t('optOuts.title')}
            columns={columns}
            count={total ?? 0}
            rowAt={(index) => query.data?.rows[index]}
            rowId={({ key }) => key}
            loading={query.isPending}
            onView={(_first, last) => {
              const isNear = last >= (query.data?.rows.length ?? 0) - NEAR;
              // A page that does not come is asked for again by hand, above.
              if (isNear && query.hasNextPage && !query.isFetchingNextPage && !query.isError)
                void query.fetchNextPage();
            }}
            onRemove={(row) => void remove(row)}
            gridRef={grid}
            empty={
              <Stack align="center" gap={4} p="md">
                <Text fw={600}>{t('contacts.nothingFound', { search })}</Text>
              </Stack>
            }
          />
          <output className={classes.total}>
            {total !== undefined && t('optOuts.shown', { count: total, number: format.count(total) })}
          </output>
        </div>
      )}
      <AddOptOuts opened={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}

/** An opt-out with a number that tells it from others in a table. */
type OptOutRow = OptOut & { key: number };

function useOptOuts(search: string) {
  return useInfiniteQuery<
    OptOutsPart,
    ApiError,
    { rows: OptOutRow[]; total: number },
    readonly unknown[],
    Pick<OptOut, 'createdAt' | 'phone'> | null
  >({
    queryKey: ['optOuts.list', search],
    queryFn: ({ pageParam }) => call('optOuts.list', { search, before: pageParam, limit: PAGE }),
    initialPageParam: null,
    getNextPageParam: ({ optOuts }) => {
      const last = optOuts.at(-1);
      return optOuts.length < PAGE || !last ? null : { createdAt: last.createdAt, phone: last.phone };
    },
    select: ({ pages }) => ({
      // A number's digits are its own: fifteen at most, which a number holds exactly.
      rows: pages
        .flatMap(({ optOuts }) => optOuts)
        .map((optOut) => ({ ...optOut, key: Number(optOut.phone.slice(1)) })),
      total: pages[0]?.total ?? 0,
    }),
    placeholderData: (last) => last,
  });
}

/** What all columns need together, pixels. */
const ALL_COLUMNS = 780;

/** Where there is no room for the date, the contact's own page has it. */
function useColumns(remove: (optOut: OptOut) => Promise<void>, width: number): Column<OptOutRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const at: Column<OptOutRow> = {
    key: 'createdAt',
    header: t('optOuts.columns.at'),
    // As wide as a date is in Russian.
    width: 168,
    cell: ({ createdAt }) => format.dateTime(createdAt),
  };
  return [
    {
      key: 'phone',
      header: t('contacts.columns.phone'),
      width: 142,
      cell: ({ phone }) => formatPhone(phone),
    },
    {
      key: 'name',
      header: t('contacts.columns.name'),
      width: 120,
      grow: 1,
      cell: ({ name }) => <span title={name}>{name}</span>,
    },
    {
      key: 'reason',
      header: t('optOuts.columns.reason'),
      width: 140,
      grow: 2,
      cell: ({ reason, source }) => (
        <>
          <span className={classes.reason} title={reason}>
            {reason}
          </span>
          <span className={classes.source}>{t(`optOuts.sources.${source}`)}</span>
        </>
      ),
    },
    ...(width < ALL_COLUMNS ? [] : [at]),
    {
      key: 'action',
      header: t('contacts.columns.action'),
      // As wide as the button is in Russian.
      width: 110,
      align: 'end',
      cell: (optOut, focusable) => (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className={classes.action ?? ''}
          tabIndex={focusable ? 0 : -1}
          onClick={() => void remove(optOut)}
          aria-label={t('contacts.optInNamed', { name: optOut.name || optOut.phone })}
        >
          {t('contacts.optIn')}
        </Button>
      ),
    },
  ];
}
