import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ContactList } from '../../../shared/contact.ts';
import { call } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useKept } from '../../ui/use-kept.ts';

interface ListNameDialogProps {
  /** The list to rename, `new` for one to make, null for nothing. */
  list: ContactList | 'new' | null;
  onClose: () => void;
}

/** Names a list, new or known. */
export function ListNameDialog({ list, onClose }: ListNameDialogProps) {
  const { t } = useTranslation();
  const shown = useKept(list);
  return (
    <Modal
      opened={list !== null}
      onClose={onClose}
      title={shown && t(shown === 'new' ? 'contacts.list.newTitle' : 'contacts.list.renameTitle')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {shown && <NameForm list={shown} onClose={onClose} />}
    </Modal>
  );
}

function NameForm({ list, onClose }: { list: ContactList | 'new'; onClose: () => void }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState(list === 'new' ? '' : list.name);
  const { attempt, busy, error } = useAttempt();
  const name = typed.trim();

  const save = () =>
    attempt(async () => {
      if (list === 'new') {
        const { id } = await call('lists.create', { name });
        navigate(`/contacts/list/${id}`);
      } else await call('lists.rename', { id: list.id, name });
      onClose();
    });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== '') void save();
      }}
    >
      <Stack>
        <TextInput
          data-autofocus
          label={t('contacts.list.name')}
          value={typed}
          maxLength={80}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {error !== null && <ErrorNote error={error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('actions.back')}
          </Button>
          <Button type="submit" loading={busy} disabled={name === ''}>
            {t(list === 'new' ? 'contacts.list.create' : 'actions.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
