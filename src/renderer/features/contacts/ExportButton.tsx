import { Button, type ButtonProps } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ContactTarget } from '../../../shared/contact.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { ApiError, call } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { EXPORT } from './use-contact-change.ts';

interface ExportButtonProps extends ButtonProps {
  target: ContactTarget;
  /** What the file is called until a person says otherwise. */
  name: string;
}

/** Saves contacts to a file that a person chooses. */
export function ExportButton({ target, name, ...button }: ExportButtonProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const save = useMutation<(CallOutput<'contacts.export'> & { name: string }) | null, unknown>({
    mutationKey: EXPORT,
    mutationFn: async () => {
      const place = await call('files.chooseSave', { suggestedName: name });
      if (!place) return null;
      const words = {
        phone: t('contacts.columns.phone'),
        name: t('contacts.columns.name'),
        optedOut: t('contacts.optedOut'),
        yes: t('contacts.export.yes'),
      };
      return { ...(await call('contacts.export', { target, file: place.file, words })), name: place.name };
    },
    onSuccess: (saved) => {
      if (!saved) return;
      const { rows, name: file } = saved;
      tell.done(t('contacts.export.done', { count: rows, number: format.count(rows), file }));
    },
    onError: (error) => {
      // Whoever cancelled it knows.
      if (!(error instanceof ApiError && error.reason === 'export-cancelled')) tell.trouble(error);
    },
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      disabled={save.isPending}
      {...button}
      onClick={() => save.mutate()}
    >
      {t('contacts.export.action')}
    </Button>
  );
}
