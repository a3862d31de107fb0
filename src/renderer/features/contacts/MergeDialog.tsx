import { Button, Checkbox, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateGroup } from '../../../shared/contact.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { useAction } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useKept } from '../../ui/use-kept.ts';
import { fieldChoices, newestFirst } from './merge-choices.ts';
import { useContactChange } from './use-contact-change.ts';

interface MergeDialogProps {
  /** Null shows nothing. */
  group: DuplicateGroup | null;
  onClose: () => void;
  onMerged: () => void;
}

/** Who of a group is one person, and what stays of each. */
export function MergeDialog({ group, onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation();
  const shown = useKept(group);
  return (
    <Modal
      opened={group !== null}
      onClose={onClose}
      size="lg"
      title={shown && t('duplicates.dialog.title', { name: shown.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {shown && <MergeForm group={shown} onClose={onClose} onMerged={onMerged} />}
    </Modal>
  );
}

function MergeForm({ group, onClose, onMerged }: MergeDialogProps & { group: DuplicateGroup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const contacts = newestFirst(group.contacts);
  // A name alone is no proof: of many who share it, a person says who is one.
  const [included, setIncluded] = useState(
    group.value !== null || contacts.length === 2 ? contacts.map(({ id }) => String(id)) : [],
  );
  const chosen = contacts.filter(({ id }) => included.includes(String(id)));
  const [keep, setKeep] = useState(String(contacts[0]?.id));
  const kept = chosen.find(({ id }) => String(id) === keep) ?? chosen[0];
  const names = [...new Set(chosen.map(({ name }) => name))];
  const [name, setName] = useState(names[0] ?? '');
  const choices = fieldChoices(chosen);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const merge = useAction('duplicates.merge');
  const { tellDone } = useContactChange();
  /** What was chosen, as long as one of those who are left has it. */
  const valueOf = (field: string, known: readonly string[]) =>
    known.find((value) => value === values[field]) ?? known[0] ?? '';

  const submit = () => {
    if (!kept || chosen.length < 2) return;
    const words = {
      keep: kept.id,
      others: chosen.filter((contact) => contact !== kept).map(({ id }) => id),
      name: names.includes(name) ? name : (names[0] ?? ''),
      fields: Object.fromEntries(
        choices.map(({ field, values: known }) => [field, valueOf(field, known)] as const),
      ),
    };
    merge.mutate(words, {
      onSuccess: ({ changed, changeId }) => {
        tellDone(t('duplicates.merged', { count: changed, number: format.count(changed) }), changeId);
        onMerged();
      },
    });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        <Checkbox.Group label={t('duplicates.dialog.who')} value={included} onChange={setIncluded}>
          <Stack gap={6} mt={6}>
            {contacts.map((contact) => (
              <Checkbox
                key={contact.id}
                value={String(contact.id)}
                label={t('duplicates.dialog.person', {
                  name: contact.name,
                  phone: formatPhone(contact.phone),
                })}
                {...(contact.optedOut ? { description: t('contacts.optedOut') } : {})}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {chosen.length > 1 && (
          <>
            <Radio.Group
              label={t('duplicates.dialog.number')}
              description={t('duplicates.dialog.numberHint')}
              inputWrapperOrder={['label', 'description', 'input', 'error']}
              value={String(kept?.id)}
              onChange={setKeep}
            >
              <Stack gap={6} mt={6}>
                {chosen.map(({ id, phone }) => (
                  <Radio key={id} value={String(id)} label={formatPhone(phone)} />
                ))}
              </Stack>
            </Radio.Group>
            {names.length > 1 && (
              <Choice label={t('contacts.columns.name')} values={names} value={name} onChange={setName} />
            )}
            {choices
              .filter(({ values: known }) => known.length > 1)
              .map(({ field, values: known }) => (
                <Choice
                  key={field}
                  label={field}
                  values={known}
                  value={valueOf(field, known)}
                  onChange={(value) => setValues({ ...values, [field]: value })}
                />
              ))}
            <Text c="dimmed">{t('duplicates.dialog.rest')}</Text>
          </>
        )}
        {merge.isError && <ErrorNote error={merge.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('actions.back')}
          </Button>
          <Button type="submit" loading={merge.isPending} disabled={chosen.length < 2}>
            {t('duplicates.dialog.merge')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Which of several values stays. */
function Choice({
  label,
  values,
  value,
  onChange,
}: {
  label: string;
  values: readonly string[];
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <Stack gap={6} mt={6}>
        {values.map((known) => (
          <Radio key={known} value={known} label={known} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
