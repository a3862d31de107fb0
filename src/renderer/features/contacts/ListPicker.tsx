import { Button, Skeleton } from '@mantine/core';
import { IconBellOff, IconCopy, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ContactFilter, type ContactList } from '../../../shared/contact.ts';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { ListNameDialog } from './ListNameDialog.tsx';
import classes from './ListPicker.module.css';

/** As the page of everybody asks, so that it is one question. */
const everybody = ContactFilter.parse({});

interface ListPickerProps {
  lists: readonly ContactList[] | undefined;
  /** Null for everybody. */
  listId: number | null;
}

/** The lists, as places to go to, and what else there is about contacts. */
export function ListPicker({ lists, listId }: ListPickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [naming, setNaming] = useState(false);
  const { data: count } = useCall('contacts.count', everybody);
  const place = (href: string, name: ReactNode, current: boolean, size: number | null) => (
    <li key={href}>
      <Link href={href} className={classes.list} {...(current ? { 'aria-current': 'page' as const } : {})}>
        <span className={classes.name}>{name}</span>
        {size !== null && <span className={classes.size}>{format.count(size)}</span>}
      </Link>
    </li>
  );

  return (
    <nav aria-label={t('contacts.lists')} className={classes.nav}>
      <ul className={classes.lists}>
        {place('/contacts', t('contacts.everybody'), listId === null, count?.total ?? null)}
        {lists?.map((list) =>
          place(`/contacts/list/${list.id}`, list.name, list.id === listId, list.contacts),
        )}
        {!lists && <Skeleton height={34} />}
      </ul>
      <Button
        variant="subtle"
        size="compact-sm"
        // Its sign stands in line with the names above.
        ml={-8}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setNaming(true)}
      >
        {t('contacts.list.new')}
      </Button>
      <ul className={classes.lists} data-apart>
        {place(
          '/contacts/opt-outs',
          <>
            <IconBellOff size={16} aria-hidden /> {t('optOuts.title')}
          </>,
          false,
          null,
        )}
        {place(
          '/contacts/duplicates',
          <>
            <IconCopy size={16} aria-hidden /> {t('duplicates.title')}
          </>,
          false,
          null,
        )}
      </ul>
      <ListNameDialog list={naming ? 'new' : null} onClose={() => setNaming(false)} />
    </nav>
  );
}
