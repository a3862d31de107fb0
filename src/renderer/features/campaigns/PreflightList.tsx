import { Button, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSettled } from '../../ui/use-settled.ts';
import type { ComposeStep } from './compose-step.ts';
import type { PreflightCheck } from './preflight.ts';
import classes from './PreflightList.module.css';
import type { CheckWords } from './use-check-words.ts';

const icons = { ok: IconCircleCheck, look: IconAlertTriangle, stops: IconHandStop } as const;

interface PreflightListProps {
  checks: readonly PreflightCheck[];
  wordsOf: (check: PreflightCheck) => CheckWords;
  onGoTo: (step: ComposeStep) => void;
}

/** What was looked at before the start, a line each with its state, and the way to where it is mended. */
export function PreflightList({ checks, wordsOf, onGoTo }: PreflightListProps) {
  const { t } = useTranslation();
  // The second half of a double click on *Next* must not lead back at once.
  const settled = useSettled(true);
  return (
    <ul className={classes.checks}>
      {checks.map((check) => {
        const { state, mend } = check;
        const Icon = icons[state];
        const { title, detail } = wordsOf(check);
        return (
          <li
            key={check.state === 'stops' ? `stops-${check.fault}` : check.kind}
            className={classes.check}
            data-state={state}
          >
            <Icon className={classes.icon} size={20} stroke={1.9} aria-hidden />
            <div className={classes.words}>
              <VisuallyHidden>{t(`preflight.states.${state}`)}</VisuallyHidden>
              <Text fw={state === 'ok' ? 400 : 600} className="number">
                {title}
              </Text>
              {detail && (
                <Text size="xs" c="dimmed" className="number">
                  {detail}
                </Text>
              )}
            </div>
            {mend && (
              <Button
                size="compact-sm"
                variant={state === 'ok' ? 'subtle' : 'light'}
                className={classes.mend}
                aria-label={t('preflight.mendOf', {
                  action: t(state === 'ok' ? 'preflight.change' : 'preflight.mend'),
                  what: title,
                })}
                aria-disabled={!settled}
                onClick={() => settled && onGoTo(mend)}
              >
                {t(state === 'ok' ? 'preflight.change' : 'preflight.mend')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
