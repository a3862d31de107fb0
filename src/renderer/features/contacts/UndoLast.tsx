import { Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useContactChange, useRunningChange } from './use-contact-change.ts';

/** Takes the last change of contacts back, also after its message is gone; the tooltip says how far that goes. */
export function UndoLast() {
  const { t } = useTranslation();
  const format = useFormat();
  const last = useCall('contacts.lastChange', {});
  const { undo } = useContactChange();
  const running = useRunningChange();
  const change = last.data;
  if (!change) return null;
  return (
    <Tooltip label={t('contacts.undo.limits')}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        disabled={running !== null}
        onClick={() => undo(change.changeId)}
      >
        {t('contacts.undo.last', { time: format.dateTime(change.at) })}
      </Button>
    </Tooltip>
  );
}
