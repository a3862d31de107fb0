import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from './ErrorNote.tsx';
import { useSettled } from './use-settled.ts';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  confirm: string;
  danger?: boolean;
  busy: boolean;
  /** What it needs to know is not there yet, or is bad. */
  disabled?: boolean;
  /** Has more to say than a sentence or two. */
  wide?: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks once before what cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, confirm, danger = false, busy, disabled = false, wide = false } = props;
  const { error, onConfirm, onClose, children } = props;
  const { t } = useTranslation();
  const settled = useSettled(opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      {...(wide ? { size: 'lg' } : {})}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        {children}
        {error !== null && <ErrorNote error={error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus={danger || undefined}>
            {t('actions.back')}
          </Button>
          <Button
            {...(danger ? { color: 'red' } : {})}
            loading={busy}
            disabled={disabled}
            aria-disabled={!settled}
            onClick={() => settled && onConfirm()}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
