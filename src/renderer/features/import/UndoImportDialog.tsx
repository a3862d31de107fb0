import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/contract.ts';
import type { LastImport } from '../../../shared/csv-import.ts';
import { ApiError, call } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useKept } from '../../ui/use-kept.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { ImportProgressLine } from './ImportProgressLine.tsx';
import { useImportProgress } from './use-import-progress.ts';

type Undone = CallOutput<'import.undo'>;

interface UndoImportDialogProps {
  /** The import that is asked about; null shows nothing. */
  of: LastImport | null;
  onClose: () => void;
  /** The button may be gone then: whoever shows it gives the focus a place. */
  onUndone: () => void;
}

/**
 * Takes the last import back, after it has said what that means. It stands beside its button and not within what goes
 * with the import: once that is undone there is none, and what came of it is still to be read.
 */
export function UndoImportDialog({ of, onClose, onUndone }: UndoImportDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const about = useKept(of);
  const [undone, setUndone] = useState<Undone | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const progress = useImportProgress('undo');
  const { attempt, busy, error } = useAttempt();
  const tell = useTell();
  const counted = (count: number) => ({ count, number: format.count(count) });

  const undo = () =>
    attempt(async () => {
      setCancelling(false);
      setUndone(await call('import.undo', {}));
    });
  const cancel = () => {
    setCancelling(true);
    call('import.cancel', {}).catch((trouble: unknown) => {
      setCancelling(false);
      tell.trouble(trouble);
    });
  };
  const close = () => {
    onClose();
    if (undone) onUndone();
  };
  const wasStopped = error instanceof ApiError && error.reason === 'import-cancelled';

  return (
    <Modal
      opened={of !== null}
      onClose={close}
      onExitTransitionEnd={() => setUndone(null)}
      title={t(undone ? 'import.undo.done' : 'import.undo.title')}
      withCloseButton={!busy}
      closeOnEscape={!busy}
      closeOnClickOutside={!busy}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      returnFocus={undone === null}
    >
      {about && undone && (
        <Stack>
          <output>
            <List spacing={4}>
              {(['removed', 'restored', 'kept'] as const)
                .filter((kind) => undone[kind] > 0)
                .map((kind) => (
                  <List.Item key={kind}>{t(`import.undo.${kind}`, counted(undone[kind]))}</List.Item>
                ))}
              {undone.listRemoved && (
                <List.Item>{t('import.undo.listRemoved', { list: about.listName })}</List.Item>
              )}
            </List>
          </output>
          <Group justify="flex-end">
            <Button data-autofocus onClick={close}>
              {t('actions.close')}
            </Button>
          </Group>
        </Stack>
      )}
      {about && !undone && (
        <Stack>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {t('import.undo.which', { name: about.fileName, when: format.dateTime(about.finishedAt) })}
          </Text>
          <List spacing={4}>
            {about.created > 0 && <List.Item>{t('import.undo.created', counted(about.created))}</List.Item>}
            {about.updated > 0 && <List.Item>{t('import.undo.updated', counted(about.updated))}</List.Item>}
          </List>
          <Text c="dimmed">{t('import.undo.stays')}</Text>
          {wasStopped && <Text component="output">{t('import.undo.stopped')}</Text>}
          {error !== null && !wasStopped && <ErrorNote error={error} />}
          {busy ? (
            <div>
              <ImportProgressLine
                label={t('import.undo.bar')}
                progress={progress}
                cancelLabel={t('import.undo.cancel')}
                cancelling={cancelling}
                onCancel={cancel}
              />
            </div>
          ) : (
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={close}>
                {t('actions.back')}
              </Button>
              <Button color="red" onClick={() => void undo()}>
                {t('import.undo.action')}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Modal>
  );
}
