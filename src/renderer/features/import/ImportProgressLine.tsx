import { useTranslation } from 'react-i18next';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { ImportProgress } from './use-import-progress.ts';

interface ImportProgressLineProps {
  label: string;
  progress: ImportProgress | undefined;
  /** In place of how far it is: all is read, or nothing yet. */
  words?: string | undefined;
  cancelLabel: string;
  cancelling: boolean;
  onCancel: () => void;
}

/** How far the reading of a file is, by its rows. */
export function ImportProgressLine({ progress, words, ...line }: ImportProgressLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = progress?.share ?? null;

  const howFar = () => {
    if (!progress) return t('import.running.starting');
    const rows = { count: progress.rows, number: format.count(progress.rows) };
    return share === null
      ? t('import.running.rowsOnly', rows)
      : t('import.running.rows', { ...rows, share: format.percent(share) });
  };

  return (
    <ProgressLine
      {...line}
      share={share}
      words={words ?? howFar()}
      left={words === undefined ? (progress?.left ?? null) : null}
    />
  );
}
