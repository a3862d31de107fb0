import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLatest } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { RunStep } from './import-step.ts';
import { StepHeading } from './StepHeading.tsx';

interface ImportProgressProps {
  step: RunStep;
  onCancel: () => void;
}

/** The third step: how far the import is, and the way to stop it. */
export function ImportProgress({ step, onCancel }: ImportProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const progress = useLatest('import.progress');
  const share = progress && progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : 0;

  const howFar = () => {
    if (!progress) return t('import.running.starting');
    const rows = { count: progress.rows, number: format.count(progress.rows) };
    // All is read: what remains is one step of the store, which tells nothing on its way.
    if (share === 1) return t('import.running.storing', rows);
    return t('import.running.rows', { ...rows, share: format.percent(share) });
  };

  return (
    <Stack gap="lg">
      {step.trouble !== null && <ErrorNote error={step.trouble} />}
      <Card labelledBy="import-heading">
        <StepHeading id="import-heading">
          {step.chosen
            ? t('import.running.title', { name: step.chosen.name })
            : t('import.running.titleUnseen')}
        </StepHeading>
        <Progress value={share * 100} size="lg" mt="md" mb="xs" aria-label={t('import.running.bar')} />
        <Group justify="space-between">
          <Text c="dimmed" className="number" component="output">
            {howFar()}
          </Text>
          <Button variant="default" loading={step.cancelling} onClick={onCancel}>
            {t('import.running.cancel')}
          </Button>
        </Group>
      </Card>
    </Stack>
  );
}
