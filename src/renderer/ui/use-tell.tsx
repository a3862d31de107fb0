import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from './use-error-words.ts';

/** A word of confirmation is read at once; a way back is looked for first. Milliseconds. */
const SEEN_FOR = 2500;
const UNDO_FOR = 8000;

/** News beside the screen: what was done, with a way back where there is one, and what failed. */
export function useTell() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const closeButtonProps = { 'aria-label': t('actions.close') };

  return {
    done: (message: string, undo?: () => void) => {
      const id = notifications.show({
        icon: <IconCheck size={18} aria-hidden />,
        autoClose: undo ? UNDO_FOR : SEEN_FOR,
        closeButtonProps,
        message: undo ? (
          <Group justify="space-between" wrap="nowrap">
            {message}
            <Button
              size="compact-sm"
              variant="light"
              flex="none"
              onClick={() => {
                notifications.hide(id);
                undo();
              }}
            >
              {t('actions.undo')}
            </Button>
          </Group>
        ) : (
          message
        ),
      });
    },
    trouble: (error: unknown) => {
      const { title, body } = words(error);
      notifications.show({
        color: 'red',
        icon: <IconAlertTriangle size={18} aria-hidden />,
        // Trouble waits until it has been read.
        autoClose: false,
        closeButtonProps,
        title,
        message: body,
      });
    },
  };
}
