import { ActionIcon, Button, Group, Modal, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconDeviceFloppy, IconPencil, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedTemplate } from '../../../shared/saved-template.ts';
import { call, useAction } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useTell } from '../../ui/use-tell.tsx';

/** More than these nobody reads through: they are searched. */
const READ_THROUGH = 8;

interface SavedTemplatesProps<T extends SavedTemplate> {
  /** Those that can be used here. */
  templates: readonly T[];
  chosenId: number | null;
  /** What would be kept now; null while it is not complete. */
  body: SavedTemplate['body'] | null;
  /** What is said of each beside its name. */
  describe?: (template: T) => string;
  onChoose: (template: T) => void;
  /** The present text is now the one of this id; null for none. */
  onKept: (id: number | null) => void;
}

/** Texts that were kept for the next time: to take one, to keep this one, to drop one. */
export function SavedTemplates<T extends SavedTemplate>({
  templates,
  chosenId,
  body,
  describe,
  onChoose,
  onKept,
}: SavedTemplatesProps<T>) {
  const { t } = useTranslation();
  const tell = useTell();
  const chosen = templates.find(({ id }) => id === chosenId);
  const saveButton = useRef<HTMLButtonElement>(null);
  const [naming, setNaming] = useState<'new' | 'again' | null>(null);
  const isRenamed = naming === 'again' && chosen !== undefined;

  const removing = useAction('templates.remove');
  const remove = async (template: T) => {
    if (removing.isPending) return;
    try {
      await removing.mutateAsync({ id: template.id });
      onKept(null);
      // The button that did it is gone.
      saveButton.current?.focus();
      tell.done(t('templates.removed', { name: template.name }), () => {
        call('templates.save', { id: null, name: template.name, body: template.body }).catch(tell.trouble);
      });
    } catch (error) {
      tell.trouble(error);
    }
  };

  return (
    <Group gap={6} align="flex-end">
      {templates.length > 0 && (
        <Select
          flex="1 1 180px"
          label={t('templates.label')}
          placeholder={t('templates.choose')}
          data={templates.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={chosen ? String(chosen.id) : null}
          searchable={templates.length > READ_THROUGH}
          nothingFoundMessage={t('templates.nothingFound')}
          renderOption={({ option }) => {
            const template = templates.find(({ id }) => String(id) === option.value);
            return (
              <div>
                {option.label}
                {describe && template && (
                  <Text size="xs" c="dimmed">
                    {describe(template)}
                  </Text>
                )}
              </div>
            );
          }}
          // Not `onChange`: choosing the same once more brings back what was changed since.
          onOptionSubmit={(value) => {
            const template = templates.find(({ id }) => String(id) === value);
            if (template) onChoose(template);
          }}
        />
      )}
      <Button
        ref={saveButton}
        variant="default"
        px="sm"
        h="auto"
        mih={36}
        // In some languages its words take two lines.
        styles={{ label: { whiteSpace: 'normal' } }}
        disabled={body === null}
        leftSection={<IconDeviceFloppy size={18} aria-hidden />}
        onClick={() => setNaming('new')}
      >
        {t('templates.save')}
      </Button>
      {chosen && (
        <Tooltip label={t('templates.rename', { name: chosen.name })}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('templates.rename', { name: chosen.name })}
            onClick={() => setNaming('again')}
          >
            <IconPencil size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
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
        opened={naming !== null}
        onClose={() => setNaming(null)}
        title={t(isRenamed ? 'templates.renameDialog' : 'templates.dialog')}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        <NameForm
          templates={templates}
          renamed={isRenamed ? chosen : null}
          suggestion={chosen?.name ?? ''}
          body={isRenamed ? chosen.body : body}
          onClose={() => setNaming(null)}
          onSaved={(template) => {
            onKept(template.id);
            setNaming(null);
            tell.done(t(isRenamed ? 'templates.renamed' : 'templates.saved', { name: template.name }));
          }}
        />
      </Modal>
    </Group>
  );
}

interface NameFormProps {
  templates: readonly SavedTemplate[];
  /** The one that gets another name; null for a text that is kept. */
  renamed: SavedTemplate | null;
  suggestion: string;
  body: SavedTemplate['body'] | null;
  onClose: () => void;
  onSaved: (template: { id: number; name: string }) => void;
}

/** What the text is called; under a name that is taken it replaces the one before. */
function NameForm({ templates, renamed, suggestion, body, onClose, onSaved }: NameFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(suggestion);
  const save = useAction('templates.save');
  const wanted = name.trim();
  // Another's name is refused: two texts would become one.
  const known = renamed
    ? undefined
    : templates.find((template) => template.name.toLowerCase() === wanted.toLowerCase());

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '' || !body) return;
        save.mutate({ id: renamed?.id ?? known?.id ?? null, name: wanted, body }, { onSuccess: onSaved });
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
