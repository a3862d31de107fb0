import { Button, Group, List, Modal, Stack, Text, type ButtonProps } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/contract.ts';
import type { LastImport } from '../../../shared/csv-import.ts';
import { ApiError, call } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { ImportProgressLine } from './ImportProgressLine.tsx';
import { useImportProgress } from './use-import-progress.ts';

type Undone = CallOutput<'import.undo'>;

interface UndoImportProps extends ButtonProps {
  last: LastImport;
  /** The button may be gone then: whoever shows it gives the focus a place. */
  onUndone: () => void;
}

/** Takes the last import back, after it has said what that means. */
export function UndoImport({ last, onUndone, ...button }: UndoImportProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  // What the dialog is about stays while it is open: once it is undone, there is no last import.
  const [about, setAbout] = useState(last);
  const [undone, setUndone] = useState<Undone | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const progress = useImportProgress('undo');
  const { attempt, busy, error } = useAttempt();
  const tell = useTell();
  const counted = (count: number) => ({ count, number: format.count(count) });

  const open = () => {
    setAbout(last);
    setUndone(null);
    setOpened(true);
  };
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
    setOpened(false);
    if (undone) onUndone();
  };
  const wasStopped = error instanceof ApiError && error.reason === 'import-cancelled';

  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconArrowBackUp size={17} aria-hidden />}
        {...button}
        onClick={open}
      >
        {t('import.undo.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t(undone ? 'import.undo.done' : 'import.undo.title')}
        withCloseButton={!busy}
        closeOnEscape={!busy}
        closeOnClickOutside={!busy}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
        returnFocus={undone === null}
      >
        {undone ? (
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
        ) : (
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
    </>
  );
}
