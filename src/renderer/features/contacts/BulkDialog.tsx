import { Autocomplete, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactAction } from '../../../shared/contact.ts';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useKept } from '../../ui/use-kept.ts';

/** Actions that need to know more. */
export type BulkQuestion = 'set-field' | 'add-to-list' | 'take-from-list' | 'opt-out';

interface BulkDialogProps {
  /** Null shows nothing. */
  question: BulkQuestion | null;
  count: number | undefined;
  onAction: (action: ContactAction) => void;
  onClose: () => void;
}

/** Asks what a change of many needs to know. */
export function BulkDialog({ question, count, onAction, onClose }: BulkDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = useKept(question);
  return (
    <Modal
      opened={question !== null}
      onClose={onClose}
      title={shown && t(`contacts.ask.${shown}.title`)}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {shown && (
        <>
          {count !== undefined && (
            <Text c="dimmed" mb="md">
              {t('contacts.ask.about', { count, number: format.count(count) })}
            </Text>
          )}
          <BulkForm question={shown} onAction={onAction} onClose={onClose} />
        </>
      )}
    </Modal>
  );
}

function BulkForm({
  question,
  onAction,
  onClose,
}: Pick<BulkDialogProps, 'onAction' | 'onClose'> & { question: BulkQuestion }) {
  const { t } = useTranslation();
  const fields = useCall('contacts.fields', {});
  const lists = useCall('lists.list', {});
  const [field, setField] = useState('');
  const [value, setValue] = useState('');
  const [listId, setListId] = useState<string | null>(null);

  const words = value.trim();
  // Whoever has no time for a reason opts people out all the same.
  const reason = words || t('contacts.optOutReason');
  const action = actionOf(question, { field: field.trim(), value: words, reason, listId });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (action) onAction(action);
      }}
    >
      <Stack>
        {question === 'set-field' && (
          <>
            <Autocomplete
              data-autofocus
              label={t('contacts.ask.field')}
              description={t('contacts.ask.fieldHint')}
              data={fields.data ?? []}
              value={field}
              maxLength={200}
              onChange={setField}
            />
            <TextInput
              label={t('contacts.ask.value')}
              description={t('contacts.ask.valueHint')}
              value={value}
              maxLength={2000}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          </>
        )}
        {question === 'opt-out' && (
          <TextInput
            data-autofocus
            label={t('contacts.ask.reason')}
            description={t('contacts.ask.reasonHint')}
            value={value}
            maxLength={200}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
        {(question === 'add-to-list' || question === 'take-from-list') && (
          <Select
            data-autofocus
            searchable
            label={t('contacts.ask.list')}
            placeholder={t('contacts.ask.listPlaceholder')}
            nothingFoundMessage={t('contacts.ask.noList')}
            data={lists.data?.map(({ id, name }) => ({ value: String(id), label: name })) ?? []}
            value={listId}
            onChange={setListId}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('actions.back')}
          </Button>
          <Button type="submit" disabled={!action}>
            {t(`contacts.ask.${question}.action`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What was answered, as an action; null while it is not complete. */
function actionOf(
  question: BulkQuestion,
  { field, value, reason, listId }: { field: string; value: string; reason: string; listId: string | null },
): ContactAction | null {
  if (question === 'set-field') return field === '' ? null : { do: question, field, value };
  if (question === 'opt-out') return { do: question, reason };
  return listId === null ? null : { do: question, listId: Number(listId) };
}
