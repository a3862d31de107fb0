import { Button, Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconCopyCheck, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateGroup } from '../../../shared/contact.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { call, useCall, type ApiError } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './DuplicatesPage.module.css';
import { MergeDialog } from './MergeDialog.tsx';
import { RunningChange } from './RunningChange.tsx';
import { useContactChange } from './use-contact-change.ts';

/** No field: the name alone is compared. */
const NAME_ONLY = '';

/** People who may be in the contacts twice, to be looked at and made one. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const fields = useCall('contacts.fields', {});
  const [chosen, setChosen] = useState(NAME_ONLY);
  const field = chosen === NAME_ONLY ? null : chosen;
  const query = useDuplicates(field);
  const [merging, setMerging] = useState<DuplicateGroup | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const groups = query.data ?? [];

  return (
    <Page
      title={t('duplicates.title')}
      description={t('duplicates.description')}
      back={{ to: '/contacts', label: t('contacts.title') }}
      width="form"
    >
      <Group align="flex-end" justify="space-between">
        <Select
          label={t('duplicates.same')}
          data={[
            { value: NAME_ONLY, label: t('duplicates.nameOnly') },
            ...(fields.data ?? []).map((name) => ({
              value: name,
              label: t('duplicates.nameAnd', { field: name }),
            })),
          ]}
          value={chosen}
          onChange={(value) => setChosen(value ?? NAME_ONLY)}
          searchable
          miw={280}
        />
        {field !== null && groups.length > 0 && <MergeAll field={field} />}
      </Group>
      {query.isError && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      <RunningChange />
      {query.isPending && (
        <Stack gap={8}>
          {[0, 1, 2, 3].map((row) => (
            <Skeleton key={row} height={68} radius="lg" />
          ))}
        </Stack>
      )}
      {query.isSuccess && groups.length === 0 && (
        <Card>
          <Empty icon={<IconCopyCheck size={28} aria-hidden />} title={t('duplicates.none.title')}>
            {t(field === null ? 'duplicates.none.body' : 'duplicates.none.withField')}
          </Empty>
        </Card>
      )}
      <ul ref={list} tabIndex={-1} className={classes.groups} aria-label={t('duplicates.title')}>
        {groups.map((group) => (
          <Group
            key={`${group.name}-${group.value ?? ''}`}
            component="li"
            className={classes.group}
            justify="space-between"
            wrap="nowrap"
          >
            <GroupFacts group={group} field={field} />
            <Button
              variant="default"
              size="xs"
              flex="none"
              aria-label={t('duplicates.reviewNamed', { name: group.name })}
              onClick={() => setMerging(group)}
            >
              {t('duplicates.review')}
            </Button>
          </Group>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('duplicates.more')}
        </Button>
      )}
      <MergeDialog
        group={merging}
        onClose={() => setMerging(null)}
        onMerged={() => {
          setMerging(null);
          // Its row goes, and its button with it.
          list.current?.focus();
        }}
      />
    </Page>
  );
}

/** How many of a group stand in its row; the dialog shows all. */
const NUMBERS_SHOWN = 4;

function GroupFacts({ group, field }: { group: DuplicateGroup; field: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, value, contacts, total } = group;
  const numbers = contacts.slice(0, NUMBERS_SHOWN).map(({ phone }) => formatPhone(phone));
  const others = total - numbers.length;
  return (
    <div className={classes.facts}>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
      <Text c="dimmed" className="number">
        {format.list([
          ...numbers,
          ...(others > 0 ? [t('duplicates.others', { count: others, number: format.count(others) })] : []),
        ])}
      </Text>
      {field !== null && <Text c="dimmed">{t('duplicates.fieldIs', { field, value })}</Text>}
    </div>
  );
}

/** Merges all groups without a look at each. */
function MergeAll({ field }: { field: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { mergeAll } = useContactChange();
  return (
    <>
      <Button leftSection={<IconUsers size={18} aria-hidden />} onClick={() => setAsking(true)}>
        {t('duplicates.all.action')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('duplicates.all.title')}
        confirm={t('duplicates.all.action')}
        busy={false}
        error={null}
        onConfirm={() => {
          setAsking(false);
          mergeAll.mutate({ field });
        }}
      >
        <Text>{t('duplicates.all.body', { field })}</Text>
      </ConfirmDialog>
    </>
  );
}

function useDuplicates(field: string | null) {
  return useInfiniteQuery<
    CallOutput<'duplicates.list'>,
    ApiError,
    DuplicateGroup[],
    readonly unknown[],
    string | null
  >({
    queryKey: ['duplicates.list', field],
    queryFn: ({ pageParam }) => call('duplicates.list', { field, after: pageParam }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ groups }) => groups),
  });
}
