import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MobsmsMessage } from '../../../../shared/mobsms.ts';

interface MessageVerbsProps {
  message: MobsmsMessage;
  onAsk: (verb: 'cancel' | 'delete') => void;
}

/** What can be done with a message at MobSMS; both ask once. */
export function MessageVerbs({ message, onAsk }: MessageVerbsProps) {
  const { t } = useTranslation();
  // Only what still waits can be withdrawn (*Cancel a pending message*).
  const isPending = message.status.toLowerCase() === 'pending' && message.direction !== 'inbound';
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="subtle" color="red" onClick={() => onAsk('delete')}>
        {t('mobsms.message.delete.open')}
      </Button>
      {isPending && (
        <Button variant="default" onClick={() => onAsk('cancel')}>
          {t('mobsms.message.cancel.open')}
        </Button>
      )}
    </Group>
  );
}
