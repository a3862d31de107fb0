import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PlanRun } from '../../../shared/plan.ts';
import type { PlainColumn } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useProblemWords } from './use-problem-words.ts';

/**
 * What is told of each time of a plan.
 *
 * @param zone IANA, of the plan
 */
export function usePlanRunColumns(zone: string): readonly PlainColumn<PlanRun>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'when',
      header: t('plans.runs.when'),
      width: 'fit',
      cell: ({ occurrenceAt }) => format.dateTimeIn(occurrenceAt, zone),
    },
    { key: 'what', header: t('plans.runs.what'), cell: (run) => <Outcome run={run} /> },
    { key: 'campaign', header: t('plans.runs.campaign'), cell: (run) => <MadeCampaign run={run} /> },
  ];
}

function MadeCampaign({ run: { campaign } }: { run: PlanRun }) {
  return campaign && <Link href={`/campaigns/${campaign.id}`}>{campaign.name}</Link>;
}

function Outcome({ run: { outcome, campaign, problem } }: { run: PlanRun }) {
  const { t } = useTranslation();
  const problemWords = useProblemWords();
  return (
    <>
      {campaign ? t(`campaignStates.${campaign.state}`) : t(`plans.runs.outcomes.${outcome}`)}
      {problem !== null && (
        <Text size="sm" c="dimmed">
          {problemWords(problem)}
        </Text>
      )}
    </>
  );
}
