import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Plan } from '../../../shared/plan.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import classes from './CampaignsPage.module.css';
import { PlanStateBadge } from './PlanStateBadge.tsx';
import { useMomentWords } from './use-moment-words.ts';
import { usePlanAbout } from './use-plan-about.ts';
import { usePlanWords } from './use-plan-words.ts';
import { useProblemWords } from './use-problem-words.ts';

/** What makes campaigns by itself: the next to come first. */
export function PlansPage() {
  const { t } = useTranslation();
  const plans = useCall('plans.list', {});
  const create = (
    <Button component={Link} href="/campaigns/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('plans.create')}
    </Button>
  );

  return (
    <Page
      title={t('plans.title')}
      back={{ to: '/campaigns', label: t('campaigns.title') }}
      description={t('plans.description')}
      actions={plans.data?.length ? create : undefined}
    >
      {plans.isError && <ErrorNote error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.isPending && (
        <Stack gap="sm">
          {[0, 1].map((row) => (
            <Skeleton key={row} height={104} radius="lg" />
          ))}
        </Stack>
      )}
      {plans.data?.length === 0 && (
        <Card>
          <Empty icon={<IconRepeat size={28} aria-hidden />} title={t('plans.empty.title')} action={create}>
            {t('plans.empty.body')}
          </Empty>
        </Card>
      )}
      {plans.data && plans.data.length > 0 && (
        <ul className={classes.campaigns}>
          {plans.data.map((plan) => (
            <li key={plan.id}>
              <PlanRow plan={plan} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function PlanRow({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const planWords = usePlanWords();
  const momentWords = useMomentWords();
  const about = usePlanAbout();
  const problemWords = useProblemWords();
  const { id, name, state, schedule, nextAt, problem } = plan;
  return (
    <article className={classes.campaign}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb={6}>
        <div style={{ minWidth: 0 }}>
          <h2 className={classes.name}>
            <Link href={`/campaigns/plans/${id}`} className={classes.link}>
              {name}
            </Link>
          </h2>
          <Text size="xs" c="dimmed">
            {about(plan)}
          </Text>
        </div>
        <PlanStateBadge state={state} />
      </Group>
      {nextAt !== null && (
        <Text fw={600} className="number">
          {t('plans.next', { moment: momentWords(nextAt, schedule.zone) })}
        </Text>
      )}
      <Text c="dimmed">{planWords(schedule)}</Text>
      {problem !== null && <Text c="dimmed">{problemWords(problem)}</Text>}
    </article>
  );
}
