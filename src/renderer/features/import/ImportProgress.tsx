import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { RunStep } from './import-step.ts';
import { ImportProgressLine } from './ImportProgressLine.tsx';
import { StepHeading } from './StepHeading.tsx';
import { useImportProgress } from './use-import-progress.ts';

interface ImportProgressProps {
  step: RunStep;
  onCancel: () => void;
}

/** How far the check or the import is, and the way to stop it. */
export function ImportProgress({ step, onCancel }: ImportProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const progress = useImportProgress(step.work);
  const { work, chosen } = step;

  const title = () => {
    if (!chosen) return t('import.running.titleUnseen');
    return t(work === 'check' ? 'import.running.checking' : 'import.running.title', { name: chosen.name });
  };
  const rows = { count: progress?.rows ?? 0, number: format.count(progress?.rows ?? 0) };
  // All is read: what remains tells nothing on its way.
  const atTheEnd = t(work === 'check' ? 'import.running.comparing' : 'import.running.storing', rows);

  return (
    <Stack gap="lg">
      {step.trouble !== null && <ErrorNote error={step.trouble} />}
      <Card labelledBy="import-heading">
        <StepHeading id="import-heading">{title()}</StepHeading>
        <ImportProgressLine
          label={t('import.running.bar')}
          progress={progress}
          words={progress?.share === 1 ? atTheEnd : undefined}
          cancelLabel={t(work === 'check' ? 'import.running.cancelCheck' : 'import.running.cancel')}
          cancelling={step.cancelling}
          onCancel={onCancel}
        />
      </Card>
    </Stack>
  );
}
