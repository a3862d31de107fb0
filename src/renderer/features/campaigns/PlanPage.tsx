import { Skeleton, Text } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { CampaignText } from './CampaignText.tsx';
import { PlanActions } from './PlanActions.tsx';
import { PlanEditor } from './PlanEditor.tsx';
import { PlanRuns } from './PlanRuns.tsx';
import { PlanStateBadge } from './PlanStateBadge.tsx';
import { useMomentWords } from './use-moment-words.ts';
import { useProblemWords } from './use-problem-words.ts';
import { usePlanAbout } from './use-plan-about.ts';
import { usePlanWords } from './use-plan-words.ts';

/** One plan: when it comes next, what it says, and what it made. */
export function PlanPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const planWords = usePlanWords();
  const momentWords = useMomentWords();
  const about = usePlanAbout();
  const problemWords = useProblemWords();
  const plan = useCall('plans.get', { id });
  const back = { to: '/campaigns/plans', label: t('plans.title') };

  if (!plan.data) {
    return (
      <Page title={t('plans.one')} back={back}>
        {plan.isError ? (
          <ErrorNote error={plan.error} onRetry={() => void plan.refetch()} />
        ) : (
          <>
            <Skeleton height={140} radius="lg" />
            <Skeleton height={92} radius="lg" />
            <Skeleton height={160} radius="lg" />
          </>
        )}
      </Page>
    );
  }

  const { name, state, schedule, nextAt, problem, template } = plan.data;
  return (
    <Page
      title={name}
      back={back}
      aside={<PlanStateBadge state={state} />}
      description={about(plan.data)}
      actions={<PlanActions plan={plan.data} onEdit={() => setEditing(true)} />}
    >
      {problem !== null && (
        <Notice
          tone="warning"
          live="status"
          icon={<IconPlayerPause aria-hidden />}
          title={t('plans.problem.title')}
        >
          <Text>{problemWords(problem)}</Text>
          <Text>{t('plans.problem.body')}</Text>
        </Notice>
      )}
      <Card labelledBy="plan-when">
        <Headline id="plan-when" title={planWords(schedule)}>
          {nextAt === null
            ? t(`plans.states.${state}`)
            : t('plans.next', { moment: momentWords(nextAt, schedule.zone) })}
        </Headline>
        {state === 'active' && (
          <Text c="dimmed" mt={8} maw={680}>
            {t('plan.runsWhile')}
          </Text>
        )}
      </Card>
      <CampaignText template={template} />
      <PlanRuns plan={plan.data} />
      <PlanEditor opened={editing} onClose={() => setEditing(false)} plan={plan.data} />
    </Page>
  );
}
