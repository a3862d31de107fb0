import { Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPhone, parsePhone } from '../../../shared/phone.ts';
import { fieldKey } from '../../../shared/template.ts';
import { useCall } from '../../api.ts';
import { useDefaults } from '../../use-defaults.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './ContactForm.module.css';

/** A person as written on the form: the number in E.164, and every field that has a value or had one. */
export interface WrittenContact {
  phone: string;
  name: string;
  fields: Record<string, string>;
  listIds: number[];
}

interface ContactFormProps {
  contact: Omit<WrittenContact, 'listIds'>;
  listIds: readonly number[];
  busy: boolean;
  error: unknown;
  submit: string;
  onSubmit: (contact: WrittenContact) => void;
  /** Other things that can be done with the contact. */
  children?: ReactNode;
}

/** Number, name, fields and lists of one person. */
export function ContactForm({ contact, listIds, busy, error, submit, onSubmit, children }: ContactFormProps) {
  const { t } = useTranslation();
  const { country } = useDefaults();
  const known = useCall('contacts.fields', {});
  const lists = useCall('lists.list', {});
  const [phone, setPhone] = useState(contact.phone === '' ? '' : formatPhone(contact.phone));
  const [name, setName] = useState(contact.name);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(contact.fields);
  const [chosen, setChosen] = useState(listIds.map(String));
  const [fault, setFault] = useState<string | null>(null);
  const own = Object.keys(values);
  const keys = new Set(own.map(fieldKey));
  // What others have this one may have, too.
  const names = [...own, ...(known.data ?? []).filter((field) => !keys.has(fieldKey(field)))];

  const send = () => {
    const parsed = parsePhone(phone, country);
    setFault(parsed.ok ? null : t('contacts.card.phoneFault'));
    if (!parsed.ok) return;
    const fields = Object.fromEntries(
      Object.entries(values).filter(([field, value]) => value.trim() !== '' || field in contact.fields),
    );
    onSubmit({ phone: parsed.phone, name: name.trim(), fields, listIds: chosen.map(Number) });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        <div className={classes.fields}>
          <TextInput
            data-autofocus
            required
            withAsterisk={false}
            type="tel"
            label={t('contacts.columns.phone')}
            placeholder="+998 90 123 45 67"
            value={phone}
            maxLength={40}
            error={fault}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <TextInput
            label={t('contacts.columns.name')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {names.map((field) => (
            <TextInput
              key={field}
              label={field}
              value={values[field] ?? ''}
              maxLength={2000}
              onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })}
            />
          ))}
        </div>
        <NewField
          taken={(field) => names.some((other) => fieldKey(other) === fieldKey(field))}
          onAdd={(field) => setValues({ ...values, [field]: '' })}
        />
        <MultiSelect
          label={t('contacts.lists')}
          placeholder={chosen.length === 0 ? t('contacts.card.noLists') : ''}
          data={lists.data?.map((list) => ({ value: String(list.id), label: list.name })) ?? []}
          value={chosen}
          onChange={setChosen}
          searchable
        />
        {error !== null && <ErrorNote error={error} />}
        <Group justify="space-between">
          <div>{children}</div>
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Makes room for something that nobody has a field for yet. */
function NewField({ taken, onAdd }: { taken: (field: string) => boolean; onAdd: (field: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const field = name.trim();
  const isTaken = field !== '' && taken(field);
  const add = () => {
    if (field === '' || isTaken) return;
    onAdd(field);
    setName('');
  };
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <TextInput
        flex={1}
        aria-label={t('contacts.card.newField')}
        placeholder={t('contacts.card.newFieldPlaceholder')}
        value={name}
        maxLength={200}
        error={isTaken && t('contacts.card.fieldTaken')}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      <Button
        variant="default"
        flex="none"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={field === '' || isTaken}
        onClick={add}
      >
        {t('contacts.card.addField')}
      </Button>
    </Group>
  );
}
