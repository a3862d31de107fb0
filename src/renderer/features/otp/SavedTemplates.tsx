import { ActionIcon, Button, Group, Modal, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProviderId } from '../../../shared/account.ts';
import { call, useAction, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import { readSettings, withSettings, type OtpDraft } from './otp-draft.ts';
import { otpTemplates, type OtpTemplate } from './otp-templates.ts';

interface SavedTemplatesProps {
  draft: OtpDraft;
  provider: ProviderId | undefined;
  onChange: (part: Partial<OtpDraft>) => void;
}

/** Texts of codes that were kept for the next time: to take one, to keep this one, to drop one. */
export function SavedTemplates({ draft, provider, onChange }: SavedTemplatesProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  const saved = useCall('templates.list', {});
  const templates = otpTemplates(saved.data ?? [], provider);
  const chosen = templates.find(({ id }) => id === draft.templateId);
  const [naming, setNaming] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ['templates.list'] });

  const remove = async ({ id, name, body }: OtpTemplate) => {
    try {
      await call('templates.remove', { id });
      onChange({ templateId: null });
      await refresh();
      tell.done(t('templates.removed', { name }), () => {
        call('templates.save', { id: null, name, body }).then(refresh).catch(tell.trouble);
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
          if (template) onChange({ ...withSettings(draft, template.body.otp), templateId: template.id });
        }}
      />
      <Tooltip label={t('templates.save')}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('templates.save')}
          disabled={readSettings(draft, provider) === null}
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
          draft={draft}
          provider={provider}
          onClose={() => setNaming(false)}
          onSaved={(template) => {
            void refresh();
            onChange({ templateId: template.id });
            setNaming(false);
            tell.done(t('templates.saved', { name: template.name }));
          }}
        />
      </Modal>
    </Group>
  );
}

interface NameFormProps {
  templates: readonly OtpTemplate[];
  suggestion: string;
  draft: OtpDraft;
  provider: ProviderId | undefined;
  onClose: () => void;
  onSaved: (template: { id: number; name: string }) => void;
}

/** What the text is called; under a name that is taken it replaces the one before. */
function NameForm({ templates, suggestion, draft, provider, onClose, onSaved }: NameFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(suggestion);
  const save = useAction('templates.save');
  const wanted = name.trim();
  const known = templates.find((template) => template.name.toLowerCase() === wanted.toLowerCase());
  const otp = readSettings(draft, provider);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '' || !otp) return;
        save.mutate(
          { id: known?.id ?? null, name: wanted, body: { kind: 'otp', otp } },
          { onSuccess: onSaved },
        );
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
