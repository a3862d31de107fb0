import { List, Loader, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BackupSource } from '../../../shared/calls/backups.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { call, useCall, type ApiError } from '../../api.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useKept } from '../../ui/use-kept.ts';
import { BackupFacts } from './BackupFacts.tsx';
import { noteRestored } from './restored.ts';

/** A copy that somebody wants back. */
export interface RestoreWish {
  from: BackupSource;
  /** When it was made, wall clock ms; null for a file that nobody has looked into yet. */
  madeAt: number | null;
}

interface RestoreDialogProps {
  /** Null asks nothing. */
  wish: RestoreWish | null;
  onClose: () => void;
}

/** Says what a copy holds, what would be missing and what stays certain, before it takes the place of all data. */
export function RestoreDialog({ wish, onClose }: RestoreDialogProps) {
  const shown = useKept(wish);
  return shown && <Dialog wish={shown} opened={wish !== null} onClose={onClose} />;
}

interface DialogProps {
  wish: RestoreWish;
  opened: boolean;
  onClose: () => void;
}

function Dialog({ wish: { from, madeAt }, opened, onClose }: DialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const contents = useCall('backups.inspect', { from }, { enabled: opened, staleTime: 0 });
  const close = () => {
    onClose();
    restore.reset();
  };
  // Noted by the mutation itself: the page of a damaged file is gone before the answer comes.
  const restore = useMutation<CallOutput<'backups.restore'>, ApiError, BackupSource>({
    mutationFn: (source) => call('backups.restore', { from: source }),
    onSuccess: (done) => {
      noteRestored(client, done);
      close();
    },
  });

  return (
    <ConfirmDialog
      wide
      opened={opened}
      onClose={close}
      title={
        madeAt === null
          ? t('restore.dialog.titleOfFile')
          : t('restore.dialog.title', { time: format.dateTime(madeAt) })
      }
      confirm={t('restore.dialog.confirm')}
      danger
      busy={restore.isPending}
      disabled={!contents.data}
      error={restore.error ?? contents.error}
      onConfirm={() => restore.mutate(from)}
    >
      {contents.isLoading && (
        <Text component="output" c="dimmed">
          <Loader size={14} mr="xs" aria-hidden />
          {t('restore.dialog.looking')}
        </Text>
      )}
      {contents.data && (
        <Stack gap="md">
          <BackupFacts contents={contents.data} />
          <div>
            <Title order={3}>{t('restore.dialog.promises')}</Title>
            <List spacing={6} mt={6}>
              <List.Item>{t('restore.dialog.twice')}</List.Item>
              <List.Item>{t('restore.dialog.waits')}</List.Item>
              <List.Item>{t('restore.dialog.kept')}</List.Item>
            </List>
          </div>
        </Stack>
      )}
    </ConfirmDialog>
  );
}
