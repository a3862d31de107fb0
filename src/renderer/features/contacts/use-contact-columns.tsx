import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../shared/contact.ts';
import { formatPhone } from '../../../shared/phone.ts';
import type { Column } from '../../ui/GridRow.tsx';
import classes from './ContactTable.module.css';
import { useOptOut } from './use-opt-out.ts';

/** What box, number, name and button need, with their gaps, px. */
const FIXED_WIDTH = 430;
const FIELD_WIDTH = 104;

/** The columns of contacts: number, name and mark, and as many fields as fit into `width`. */
export function useContactColumns(fieldNames: readonly string[], width: number): Column<Contact>[] {
  const { t } = useTranslation();
  const setOptOut = useOptOut();

  const room = Math.max(1, Math.floor((width - FIXED_WIDTH) / FIELD_WIDTH));
  // Where not all fit, the last place is for all the others together.
  const own = fieldNames.length <= room ? fieldNames : fieldNames.slice(0, room - 1);
  const others = fieldNames.slice(own.length);

  return [
    {
      key: 'phone',
      header: t('contacts.columns.phone'),
      width: 142,
      cell: (contact) => formatPhone(contact.phone),
    },
    {
      key: 'name',
      header: t('contacts.columns.name'),
      width: 136,
      grow: 2,
      cell: (contact) => (
        <>
          <span className={classes.name} title={contact.name}>
            {contact.name}
          </span>
          {contact.optedOut && (
            <span className={classes.optedOut}>
              <IconBellOff size={13} aria-hidden />
              {t('contacts.optedOut')}
            </span>
          )}
        </>
      ),
    },
    ...own.map((field): Column<Contact> => ({
      key: `field-${field}`,
      header: field,
      width: FIELD_WIDTH - 16,
      grow: 1,
      cell: (contact) => <span title={contact.fields[field]}>{contact.fields[field]}</span>,
    })),
    ...(others.length > 0 ? [otherFields(others, t('contacts.columns.more'))] : []),
    {
      key: 'action',
      header: t('contacts.columns.action'),
      hiddenHeader: true,
      width: 28,
      align: 'end',
      cell: (contact, focusable) => {
        const Icon = contact.optedOut ? IconBell : IconBellOff;
        return (
          <Tooltip label={t(contact.optedOut ? 'contacts.optIn' : 'contacts.optOut')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              className={classes.action ?? ''}
              tabIndex={focusable ? 0 : -1}
              onClick={() => void setOptOut(contact, !contact.optedOut)}
              aria-label={t(contact.optedOut ? 'contacts.optInNamed' : 'contacts.optOutNamed', {
                name: contact.name || contact.phone,
              })}
            >
              <Icon size={17} stroke={1.7} aria-hidden />
            </ActionIcon>
          </Tooltip>
        );
      },
    },
  ];
}

function otherFields(names: readonly string[], header: string): Column<Contact> {
  return {
    key: 'others',
    header,
    width: FIELD_WIDTH - 16,
    grow: 1.5,
    cell: (contact) => {
      const words = names
        .filter((name) => contact.fields[name])
        .map((name) => `${name}: ${contact.fields[name]}`)
        .join(' · ');
      return <span title={words}>{words}</span>;
    },
  };
}
