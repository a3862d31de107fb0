import { Button, Group } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileImport, IconSend, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ContactFilter, type ContactAction, type ContactTarget } from '../../../shared/contact.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { LastImportLine } from '../import/LastImportLine.tsx';
import { useImportSession } from '../import/import-session.tsx';
import { noConditions } from './conditions.ts';
import { ContactDialog } from './ContactDialog.tsx';
import classes from './ContactsPage.module.css';
import { ContactTable } from './ContactTable.tsx';
import { ExportButton } from './ExportButton.tsx';
import { FilterBar } from './FilterBar.tsx';
import { ListMenu } from './ListMenu.tsx';
import { ListPicker } from './ListPicker.tsx';
import { RunningChange } from './RunningChange.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { UndoLast } from './UndoLast.tsx';
import { useContactChange } from './use-contact-change.ts';
import { useContactPages } from './use-contact-pages.ts';
import { useSelection } from './use-selection.ts';

interface ContactsPageProps {
  listId: number | null;
  /** What is searched for at first. */
  find?: string;
}

/** The people of one list, or all of them (`listId` is null). */
export function ContactsPage({ listId, find = '' }: ContactsPageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState(find);
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [conditions, setConditions] = useState(noConditions);
  const filter = useMemo(
    () => ContactFilter.parse({ listId, search, ...conditions }),
    [listId, search, conditions],
  );
  const lists = useCall('lists.list', {});
  const fields = useCall('contacts.fields', {});
  const found = useContactPages(filter);
  const { total } = found;
  const selection = useSelection(filter, total);
  const { change } = useContactChange();
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const importing = useImportSession().step.at === 'run';
  const searchField = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const list = lists.data?.find((known) => known.id === listId);
  const isFiltered = conditions.optedOut !== null || conditions.fields.length > 0;
  const isPlain = search === '' && typed === '' && !isFiltered;
  const nobodyAtAll = listId === null && isPlain && total === 0;

  const everybody = listId === null ? t('contacts.everybody') : '';
  const heading = list?.name ?? (listId !== null && lists.data ? t('contacts.noSuchList') : everybody);

  const run = (target: ContactTarget, action: ContactAction) => {
    change.mutate({ target, action });
    selection.clear();
    // The bar goes with what was ticked, and the focus with it.
    grid.current?.focus();
  };

  const importButton = (
    <Button component={Link} href="/contacts/import" leftSection={<IconFileImport size={18} aria-hidden />}>
      {t(importing ? 'contacts.importRunning' : 'contacts.import')}
    </Button>
  );
  const addButton = (
    <Button
      variant="default"
      leftSection={<IconUserPlus size={17} aria-hidden />}
      onClick={() => setOpen('new')}
    >
      {t('contacts.add')}
    </Button>
  );
  const dialog = <ContactDialog shown={open} listId={listId} onClose={() => setOpen(null)} />;

  if (nobodyAtAll) {
    return (
      <Page title={t('contacts.title')} description={t('contacts.description')} actions={addButton}>
        <Card>
          <Empty
            icon={<IconUsers size={28} aria-hidden />}
            title={t('contacts.empty.title')}
            action={importButton}
          >
            {t('contacts.empty.body')}
          </Empty>
        </Card>
        <UndoLast />
        {dialog}
      </Page>
    );
  }

  return (
    <Page
      title={t('contacts.title')}
      description={t('contacts.description')}
      actions={
        <>
          {addButton}
          {importButton}
        </>
      }
    >
      <div className={classes.columns}>
        <ListPicker lists={lists.data} listId={listId} />
        <div className={classes.people}>
          <Group gap="xs">
            <Group gap={6} wrap="nowrap">
              <h2 className={classes.listName}>{heading}</h2>
              {list && <ListMenu list={list} />}
            </Group>
            <output className={classes.total}>
              {total === undefined
                ? t('contacts.counting')
                : t('contacts.shown', { count: total, number: format.count(total) })}
            </output>
            <Group gap="xs" className={classes.actions ?? ''}>
              {list && (
                <Button
                  component={Link}
                  href={`/campaigns/new/to/${list.id}`}
                  variant="default"
                  size="compact-sm"
                  leftSection={<IconSend size={16} aria-hidden />}
                >
                  {t('contacts.newCampaign')}
                </Button>
              )}
              {/* Beside the bar of a selection it would be the second one. */}
              {selection.isEmpty && total !== undefined && total > 0 && (
                <ExportButton
                  size="compact-sm"
                  target={{ kind: 'matching', filter, except: [] }}
                  name={heading || t('contacts.title')}
                />
              )}
            </Group>
          </Group>
          <FilterBar
            typed={typed}
            onType={setTyped}
            conditions={conditions}
            onChange={setConditions}
            fieldNames={fields.data ?? []}
            searchRef={searchField}
          />
          <RunningChange />
          {!selection.isEmpty && (
            <SelectionBar
              count={selection.count}
              list={list}
              onAction={(action) => run(selection.target, action)}
              onClear={() => {
                selection.clear();
                grid.current?.focus();
              }}
            >
              <ExportButton
                size="compact-sm"
                target={selection.target}
                name={heading || t('contacts.title')}
              />
            </SelectionBar>
          )}
          <ContactTable
            // Another list or another search starts at its top again.
            key={JSON.stringify(filter)}
            label={heading || t('contacts.title')}
            found={found}
            search={search}
            isFiltered={isFiltered}
            ofList={listId !== null}
            selection={selection.grid}
            gridRef={grid}
            onOpen={({ id }) => setOpen(id)}
            onRemove={({ id }) => run({ kind: 'some', ids: [id] }, { do: 'remove' })}
            onClear={() => {
              setTyped('');
              setConditions(noConditions);
              searchField.current?.focus();
            }}
          />
          <div className={classes.foot}>
            <LastImportLine onUndone={() => searchField.current?.focus()} />
            <UndoLast />
          </div>
        </div>
      </div>
      {dialog}
    </Page>
  );
}
