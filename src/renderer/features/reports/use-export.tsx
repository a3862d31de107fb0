import { IconDownload } from '@tabler/icons-react';
import { useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../shared/contract.ts';
import type { Report, ReportTable } from '../../../shared/report.ts';
import { ApiError, call } from '../../api.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { useTaskProgress } from '../../use-task-progress.ts';
import { useReportWords } from './use-report-words.ts';

type Query = Omit<CallInput<'reports.export'>, 'table' | 'file' | 'words'>;

/** Saves tables of a report: asks where, shows how far it is, and says how it ended. */
export function useExport(query: Query, report: Report | undefined) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const words = useReportWords();
  const [saving, setSaving] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  const save = async (table: ReportTable): Promise<void> => {
    if (saving !== null || !report) return;
    const name = t(`reports.export.names.${table}`);
    try {
      const chosen = await call('files.chooseSave', { suggestedName: `${name}.xlsx`, kind: 'table' });
      if (!chosen) return;
      setSaving(chosen.name);
      const input = { ...query, table, file: chosen.file, words: words.forFile(report) };
      const { rows } = await call('reports.export', input);
      tell.done(t('reports.export.done', { name: chosen.name, count: rows, number: format.count(rows) }));
    } catch (error) {
      if (!(error instanceof ApiError && error.reason === 'export-cancelled')) tell.trouble(error);
    } finally {
      setSaving(null);
    }
  };
  return { save, saving, button };
}

interface ExportProgressProps {
  /** Of the file. */
  name: string;
  /** Where the focus goes when its own button is gone. */
  button: RefObject<HTMLButtonElement | null>;
}

/** How far the saving of a file is, and the way to stop it. */
export function ExportProgress({ name, button }: ExportProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [cancelling, setCancelling] = useState(false);
  const progress = useTaskProgress('reports.export', true);
  const done = progress?.done ?? 0;
  return (
    <Notice tone="info" icon={<IconDownload aria-hidden />} title={t('reports.export.running', { name })}>
      <ProgressLine
        label={t('reports.export.bar')}
        share={progress && progress.total > 0 ? progress.done / progress.total : 0}
        words={t('reports.export.rows', { count: done, number: format.count(done) })}
        left={progress?.left ?? null}
        cancelLabel={t('actions.cancel')}
        cancelling={cancelling}
        onCancel={() => {
          button.current?.focus();
          setCancelling(true);
          call('reports.cancelExport', {}).catch(tell.trouble);
        }}
      />
    </Notice>
  );
}
