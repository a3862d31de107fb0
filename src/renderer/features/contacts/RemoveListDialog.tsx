import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ContactList } from '../../../shared/contact.ts';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useKept } from '../../ui/use-kept.ts';
import { useContactChange } from './use-contact-change.ts';

interface RemoveListDialogProps {
  /** Null shows nothing. */
  list: ContactList | null;
  onClose: () => void;
  /** Removes the list and nobody of it. */
  onRemove: () => void;
}

/** Asks what becomes of the people of a list that goes. */
export function RemoveListDialog({ list, onClose, onRemove }: RemoveListDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = useKept(list);
  const campaigns = useCall('campaigns.list', {}, { enabled: list !== null });
  const { change } = useContactChange();
  const used = campaigns.data?.filter(({ listId }) => listId === shown?.id).length ?? 0;

  const removeAll = async ({ id }: ContactList) => {
    onClose();
    try {
      const { cancelled } = await change.mutateAsync({
        target: { kind: 'matching', filter: { listId: id } },
        action: { do: 'remove' },
      });
      // A list whose people are only partly gone is still needed.
      if (!cancelled) onRemove();
    } catch {
      // The change has said itself what went wrong.
    }
  };

  return (
    <Modal
      opened={list !== null}
      onClose={onClose}
      size="lg"
      title={shown && t('contacts.list.removeTitle', { list: shown.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {shown && (
        <Stack>
          <Text>
            {t('contacts.list.removeBody', {
              count: shown.contacts,
              number: format.count(shown.contacts),
            })}
          </Text>
          {used > 0 && <Text>{t('contacts.list.used', { count: used, number: format.count(used) })}</Text>}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('actions.back')}
            </Button>
            <Button variant="light" color="red" onClick={() => void removeAll(shown)}>
              {t('contacts.list.removeAll')}
            </Button>
            <Button data-autofocus onClick={onRemove}>
              {t('contacts.list.removeOnly')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
