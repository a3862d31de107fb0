import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Ending } from './import-step.ts';

/** What became of an import that left no report. */
export function EndingNote({ ending }: { ending: Ending }) {
  const { t } = useTranslation();
  if (ending.kind === 'failed') return <ErrorNote error={ending.error} />;
  return (
    <Notice tone="info" live="status" icon={<IconInfoCircle aria-hidden />}>
      {t(`import.endings.${ending.kind}`)}
    </Notice>
  );
}
