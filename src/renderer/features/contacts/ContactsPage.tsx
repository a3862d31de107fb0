import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileImport, IconSearch, IconSend, IconUsers } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useImportSession } from '../import/import-session.tsx';
import classes from './ContactsPage.module.css';
import { ContactTable } from './ContactTable.tsx';
import { ListPicker } from './ListPicker.tsx';
import { useContactPages } from './use-contact-pages.ts';

/** The people of one list, or all of them (`listId` is null). */
export function ContactsPage({ listId }: { listId: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const lists = useCall('lists.list', {});
  const contacts = useContactPages(listId, search);
  const importing = useImportSession().step.at === 'run';
  const searchField = useRef<HTMLInputElement>(null);
  const list = lists.data?.find((known) => known.id === listId);
  const total = contacts.data?.total;
  const nobodyAtAll = listId === null && search === '' && typed === '' && total === 0;

  const everybody = listId === null ? t('contacts.everybody') : '';
  const heading = list?.name ?? (listId !== null && lists.data ? t('contacts.noSuchList') : everybody);

  const importButton = (
    <Button component={Link} href="/contacts/import" leftSection={<IconFileImport size={18} aria-hidden />}>
      {t(importing ? 'contacts.importRunning' : 'contacts.import')}
    </Button>
  );

  if (nobodyAtAll) {
    return (
      <Page title={t('contacts.title')} description={t('contacts.description')}>
        <Card>
          <Empty
            icon={<IconUsers size={28} aria-hidden />}
            title={t('contacts.empty.title')}
            action={importButton}
          >
            {t('contacts.empty.body')}
          </Empty>
        </Card>
      </Page>
    );
  }

  return (
    <Page
      title={t('contacts.title')}
      description={t('contacts.description')}
      actions={
        <>
          {list && (
            <Button
              component={Link}
              href={`/campaigns/new/to/${list.id}`}
              variant="default"
              leftSection={<IconSend size={17} aria-hidden />}
            >
              {t('contacts.newCampaign')}
            </Button>
          )}
          {importButton}
        </>
      }
    >
      <div className={classes.columns}>
        <ListPicker lists={lists.data} listId={listId} />
        <div className={classes.people}>
          <Group justify="space-between" gap="md">
            <h2 className={classes.listName}>{heading}</h2>
            <TextInput
              ref={searchField}
              aria-label={t('contacts.search.label')}
              placeholder={t('contacts.search.placeholder')}
              leftSection={<IconSearch size={17} aria-hidden />}
              value={typed}
              maxLength={100}
              onChange={(event) => setTyped(event.currentTarget.value)}
              className={classes.search}
            />
          </Group>
          <ContactTable
            // Another list or another search starts at its top again.
            key={`${listId}-${search}`}
            label={heading || t('contacts.title')}
            query={contacts}
            search={search}
            ofList={listId !== null}
            onClearSearch={() => {
              setTyped('');
              searchField.current?.focus();
            }}
          />
          <output className={classes.total}>
            {total !== undefined && t('contacts.shown', { count: total, number: format.count(total) })}
          </output>
        </div>
      </div>
    </Page>
  );
}
