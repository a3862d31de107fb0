import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { composeSteps, type ComposeStep } from './compose-step.ts';
import classes from './ComposeSteps.module.css';

interface ComposeStepsProps {
  current: ComposeStep;
  /** Whether nothing is left to do in a step. */
  isDone: (step: ComposeStep) => boolean;
  onChoose: (step: ComposeStep) => void;
}

/** Where one is in a new campaign, what is done and what comes next; each step can be gone to. */
export function ComposeSteps({ current, isDone, onChoose }: ComposeStepsProps) {
  const { t } = useTranslation();
  const reached = composeSteps.indexOf(current);
  return (
    <nav aria-label={t('compose.steps.label')}>
      <ol className={classes.steps}>
        {composeSteps.map((step, index) => {
          const done = index < reached && isDone(step);
          return (
            <li key={step}>
              <button
                type="button"
                className={classes.step}
                data-done={done || undefined}
                {...(step === current ? { 'aria-current': 'step' } : {})}
                onClick={() => onChoose(step)}
              >
                <span className={classes.mark} aria-hidden>
                  {done ? <IconCheck size={15} stroke={2.6} /> : index + 1}
                </span>
                <span>{t(`compose.steps.${step}`)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
