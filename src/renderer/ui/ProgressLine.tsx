import { Button, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './ProgressLine.module.css';
import { useFormat } from './use-format.ts';

interface ProgressLineProps {
  /** Names the bar for screen readers. */
  label: string;
  /** 0 to 1; null where the end is not known. */
  share: number | null;
  /** How far it is, in words. */
  words: string;
  /** Milliseconds that it still takes; null while that cannot be told. */
  left: number | null;
  cancelLabel: string;
  cancelling: boolean;
  onCancel: () => void;
}

/** How far a long work is, how long it still takes, and the way to stop it. */
export function ProgressLine({ label, share, words, left, ...cancel }: ProgressLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
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
          {words}
          {left !== null && (
            <span className={classes.left}>{t('ui.timeLeft', { duration: format.timeLeft(left) })}</span>
          )}
        </Text>
        <Button variant="default" loading={cancel.cancelling} onClick={cancel.onCancel}>
          {cancel.cancelLabel}
        </Button>
      </Group>
    </>
  );
}
