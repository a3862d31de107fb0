import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { nextOccurrence } from '../../../shared/recurrence.ts';
import { useNow } from '../../ui/use-now.ts';
import { readPlan, type PlanDraft } from './schedule-draft.ts';
import classes from './ScheduleFields.module.css';
import { useMomentWords } from './use-moment-words.ts';
import { usePlanWords } from './use-plan-words.ts';

const MINUTE = 60_000;

/** What was chosen, in one sentence, and when it comes first. */
export function PlanSentence({ schedule }: { schedule: PlanDraft }) {
  const { t } = useTranslation();
  const planWords = usePlanWords();
  const momentWords = useMomentWords();
  const now = useNow(MINUTE);
  const plan = readPlan(schedule);
  const next = plan && nextOccurrence(plan, now);

  return (
    <output className={classes.sentence}>
      {plan && (
        <Text component="span" fw={600}>
          {planWords(plan)}
        </Text>
      )}
      {plan && (
        <Text component="span" {...(next === null ? {} : { c: 'dimmed' })}>
          {next === null
            ? t('plan.over')
            : t(`plan.first.${plan.kind}`, { moment: momentWords(next, plan.zone) })}
        </Text>
      )}
      <Text component="span" c="dimmed">
        {t('plan.runsWhile')}
      </Text>
    </output>
  );
}
