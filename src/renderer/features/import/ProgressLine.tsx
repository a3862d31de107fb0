import { Button, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import type { ImportProgress } from './use-import-progress.ts';
import classes from './ProgressLine.module.css';

interface ProgressLineProps {
  label: string;
  progress: ImportProgress | undefined;
  /** In place of how far it is: all is read, or nothing yet. */
  words?: string | undefined;
  cancelLabel: string;
  cancelling: boolean;
  onCancel: () => void;
}

/** How far a long work is, how long it still takes, and the way to stop it. */
export function ProgressLine({ label, progress, words, ...cancel }: ProgressLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = progress?.share ?? null;
  const left = progress?.left ?? null;

  const howFar = () => {
    if (words !== undefined) return words;
    if (!progress) return t('import.running.starting');
    const rows = { count: progress.rows, number: format.count(progress.rows) };
    return share === null
      ? t('import.running.rowsOnly', rows)
      : t('import.running.rows', { ...rows, share: format.percent(share) });
  };

  return (
    <>
      {share === null ? (
        // The end is not known: a bar that only moves.
        <progress className={classes.moving} aria-label={label} />
      ) : (
        <Progress value={share * 100} size="lg" aria-label={label} className={classes.bar} />
      )}
      <Group justify="space-between" gap="md">
        <Text c="dimmed" className="number" component="output" flex="1 1 200px">
          {howFar()}
          {left !== null && words === undefined && (
            <span className={classes.left}>
              {t('import.running.left', { duration: format.duration(left) })}
            </span>
          )}
        </Text>
        <Button variant="default" loading={cancel.cancelling} onClick={cancel.onCancel}>
          {cancel.cancelLabel}
        </Button>
      </Group>
    </>
  );
}
