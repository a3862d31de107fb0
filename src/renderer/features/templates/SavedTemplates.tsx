import { ActionIcon, Button, Group, Modal, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedTemplate } from '../../../shared/saved-template.ts';
import { call, useAction } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useTell } from '../../ui/use-tell.tsx';

interface SavedTemplatesProps<T extends SavedTemplate> {
  /** Those that can be used here. */
  templates: readonly T[];
  chosenId: number | null;
  /** What would be kept now; null while it is not complete. */
  body: SavedTemplate['body'] | null;
  onChoose: (template: T) => void;
  /** The present text is now the one of this id; null for none. */
  onKept: (id: number | null) => void;
}

/** Texts that were kept for the next time: to take one, to keep this one, to drop one. */
export function SavedTemplates<T extends SavedTemplate>({
  templates,
  chosenId,
  body,
  onChoose,
  onKept,
}: SavedTemplatesProps<T>) {
  const { t } = useTranslation();
  const tell = useTell();
  const chosen = templates.find(({ id }) => id === chosenId);
  const [naming, setNaming] = useState(false);

  const remove = async (template: T) => {
    try {
      await call('templates.remove', { id: template.id });
      onKept(null);
      tell.done(t('templates.removed', { name: template.name }), () => {
        call('templates.save', { id: null, name: template.name, body: template.body }).catch(tell.trouble);
      });
    } catch (error) {
      tell.trouble(error);
    }
  };

  return (
    <Group gap={6} wrap="nowrap" align="flex-end">
      <Select
        flex={1}
        label={t('templates.label')}
        placeholder={t(templates.length > 0 ? 'templates.choose' : 'templates.none')}
        disabled={templates.length === 0}
        data={templates.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={chosen ? String(chosen.id) : null}
        // Not `onChange`: choosing the same once more brings back what was changed since.
        onOptionSubmit={(value) => {
          const template = templates.find(({ id }) => String(id) === value);
          if (template) onChoose(template);
        }}
      />
      <Tooltip label={t('templates.save')}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('templates.save')}
          disabled={body === null}
          onClick={() => setNaming(true)}
        >
          <IconDeviceFloppy size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {chosen && (
        <Tooltip label={t('templates.remove', { name: chosen.name })}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('templates.remove', { name: chosen.name })}
            onClick={() => void remove(chosen)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Modal
        opened={naming}
        onClose={() => setNaming(false)}
        title={t('templates.dialog')}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        <NameForm
          templates={templates}
          suggestion={chosen?.name ?? ''}
          body={body}
          onClose={() => setNaming(false)}
          onSaved={(template) => {
            onKept(template.id);
            setNaming(false);
            tell.done(t('templates.saved', { name: template.name }));
          }}
        />
      </Modal>
    </Group>
  );
}

interface NameFormProps {
  templates: readonly SavedTemplate[];
  suggestion: string;
  body: SavedTemplate['body'] | null;
  onClose: () => void;
  onSaved: (template: { id: number; name: string }) => void;
}

/** What the text is called; under a name that is taken it replaces the one before. */
function NameForm({ templates, suggestion, body, onClose, onSaved }: NameFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(suggestion);
  const save = useAction('templates.save');
  const wanted = name.trim();
  const known = templates.find((template) => template.name.toLowerCase() === wanted.toLowerCase());

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '' || !body) return;
        save.mutate({ id: known?.id ?? null, name: wanted, body }, { onSuccess: onSaved });
      }}
    >
      <Stack>
        <TextInput
          data-autofocus
          label={t('templates.name')}
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Text component="output" c="dimmed" mih={20}>
          {known && t('templates.replaces', { name: known.name })}
        </Text>
        {save.isError && <ErrorNote error={save.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('actions.back')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={wanted === ''}>
            {t(known ? 'templates.replace' : 'templates.keep')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
