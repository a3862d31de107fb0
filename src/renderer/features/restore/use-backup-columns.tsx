import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Backup } from '../../../shared/calls/backups.ts';
import { useAction } from '../../api.ts';
import type { PlainColumn } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import type { RestoreWish } from './RestoreDialog.tsx';

/** What is shown of a copy of the data, and what can be done with it. */
export function useBackupColumns(onRestore: (wish: RestoreWish) => void): PlainColumn<Backup>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const show = useAction('backups.show');
  return [
    {
      key: 'madeAt',
      header: t('preferences.data.backups.made'),
      cell: ({ madeAt }) => format.dateTime(madeAt),
    },
    {
      key: 'size',
      header: t('preferences.data.backups.size'),
      align: 'end',
      cell: ({ bytes }) => format.bytes(bytes),
    },
    {
      key: 'actions',
      header: t('preferences.data.backups.where'),
      hiddenHeader: true,
      width: 'fit',
      pinned: true,
      cell: ({ name, madeAt }) => (
        <Group gap="xs" wrap="nowrap" justify="flex-end">
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('preferences.data.backups.showNamed', { time: format.dateTime(madeAt) })}
            onClick={() => show.mutate({ name }, { onError: tell.trouble })}
          >
            {t('preferences.data.backups.show')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('restore.actionNamed', { time: format.dateTime(madeAt) })}
            onClick={() => onRestore({ from: { name }, madeAt })}
          >
            {t('restore.action')}
          </Button>
        </Group>
      ),
    },
  ];
}
