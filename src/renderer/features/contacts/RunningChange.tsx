import { Button, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import classes from './SelectionBar.module.css';
import { useRunningChange } from './use-contact-change.ts';

const cancels = { change: 'contacts.cancelChange', export: 'contacts.cancelExport' } as const;

/** How far a change of many contacts is, or a file of them, with the way to stop it. */
export function RunningChange() {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const running = useRunningChange();
  if (!running) return null;
  const { kind, done, total, left } = running;
  const numbers = { done: format.count(done), total: format.count(total) };
  return (
    <div className={classes.bar}>
      <Text component="output" className="number" flex="none">
        {total === 0 ? t(`contacts.running.${kind}`, numbers) : t('contacts.running.of', numbers)}
        {left !== null && ` · ${t('ui.timeLeft', { duration: format.timeLeft(left) })}`}
      </Text>
      <Progress
        flex={1}
        miw={120}
        value={total === 0 ? 100 : (done / total) * 100}
        animated={total === 0}
        aria-label={t('contacts.running.bar')}
      />
      {kind !== 'undo' && (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void call(cancels[kind], {}).catch(tell.trouble)}
          >
            {t('actions.cancel')}
          </Button>
        </Group>
      )}
    </div>
  );
}
