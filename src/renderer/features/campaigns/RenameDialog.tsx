import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import { useAction } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

interface RenameDialogProps {
  campaign: Campaign;
  opened: boolean;
  onClose: () => void;
}

/** What the contract allows. */
const LONGEST_NAME = 120;

/** Gives a campaign another name. */
export function RenameDialog({ campaign, opened, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      returnFocus={false}
      title={t('campaigns.rename.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <RenameForm campaign={campaign} onClose={onClose} />
    </Modal>
  );
}

function RenameForm({ campaign: { id, name: before }, onClose }: Omit<RenameDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const [name, setName] = useState(before);
  const rename = useAction('campaigns.rename');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') rename.mutate({ id, name }, { onSuccess: onClose });
      }}
    >
      <Stack>
        <TextInput
          label={t('campaigns.rename.label')}
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        {rename.error && <ErrorNote error={rename.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('actions.back')}
          </Button>
          <Button type="submit" loading={rename.isPending} disabled={name.trim() === ''}>
            {t('campaigns.rename.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
