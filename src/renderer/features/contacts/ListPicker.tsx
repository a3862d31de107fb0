import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ContactList } from '../../../shared/contact.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './ListPicker.module.css';

interface ListPickerProps {
  lists: readonly ContactList[] | undefined;
  listId: number | null;
}

/** The lists, as places to go to. */
export function ListPicker({ lists, listId }: ListPickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const place = (href: string, name: string, current: boolean, size: number | null) => (
    <li key={href}>
      <Link href={href} className={classes.list} {...(current ? { 'aria-current': 'page' as const } : {})}>
        <span className={classes.name}>{name}</span>
        {size !== null && <span className={classes.size}>{format.count(size)}</span>}
      </Link>
    </li>
  );

  return (
    <nav aria-label={t('contacts.lists')}>
      <ul className={classes.lists}>
        {place('/contacts', t('contacts.everybody'), listId === null, null)}
        {lists?.map((list) =>
          place(`/contacts/list/${list.id}`, list.name, list.id === listId, list.contacts),
        )}
        {!lists && <Skeleton height={34} />}
      </ul>
    </nav>
  );
}
