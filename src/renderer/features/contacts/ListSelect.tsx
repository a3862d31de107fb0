import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ContactList } from '../../../shared/contact.ts';
import { useFormat } from '../../ui/use-format.ts';

interface ListSelectProps {
  lists: readonly ContactList[];
  /** Null while none is chosen. */
  value: number | null;
  onChange: (listId: number) => void;
  disabled?: boolean;
  /** Whether it takes the focus in the dialog that it stands in. */
  autofocus?: boolean;
}

/** More than these nobody reads through: they are searched. */
const READ_THROUGH = 8;

/** Which list, and how many people are on it. */
export function ListSelect({ lists, value, onChange, disabled = false, autofocus = false }: ListSelectProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Select
      label={t('compose.list.label')}
      placeholder={t('compose.list.placeholder')}
      data={lists.map(({ id, name, contacts }) => ({
        value: String(id),
        label: t('compose.list.choice', { name, count: contacts, number: format.count(contacts) }),
      }))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
      searchable={lists.length > READ_THROUGH}
      disabled={disabled}
      data-autofocus={autofocus || undefined}
    />
  );
}
