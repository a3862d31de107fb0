import { Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../shared/plan.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { usePlanRunColumns } from './use-plan-run-columns.tsx';

/** As many as are looked at: older ones are campaigns like any other. */
const SHOWN = 100;

/** What became of each time of a plan, the newest first. */
export function PlanRuns({ plan: { id, schedule } }: { plan: Plan }) {
  const { t } = useTranslation();
  const headingId = useId();
  const runs = useCall('plans.runs', { id, limit: SHOWN });

  const columns = usePlanRunColumns(schedule.zone);

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('plans.runs.title')}
      </Title>
      {runs.isError && <ErrorNote error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data && (
        <PlainTable
          label={t('plans.runs.title')}
          rows={runs.data}
          rowKey={(run) => String(run.id)}
          empty={t('plans.runs.empty')}
          columns={columns}
        />
      )}
    </Card>
  );
}
