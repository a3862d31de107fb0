import { Skeleton, Stack, Title } from '@mantine/core';
import { IconCalendarTime, IconSparkles } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { PlanSchedule } from '../../../shared/plan.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import classes from './CampaignComposer.module.css';
import type { ComposeStep } from './compose-step.ts';
import { isPractice } from './is-practice.ts';
import { MessagePreview } from './MessagePreview.tsx';
import { preflight, type PreflightCheck } from './preflight.ts';
import { PreflightList } from './PreflightList.tsx';
import { SplitFigures } from './SplitFigures.tsx';
import { StartCampaign } from './StartCampaign.tsx';
import { StartPlan } from './StartPlan.tsx';
import { TestSend } from './TestSend.tsx';
import { useCheckWords, type CheckWords } from './use-check-words.ts';
import type { Composition } from './use-composition.ts';
import { useMomentWords } from './use-moment-words.ts';
import type { Preview } from './use-preview.ts';

interface ReviewStepProps {
  composition: Composition;
  preview: Preview;
  /** The step that was before it. */
  back: ComposeStep;
  onGoTo: (step: ComposeStep) => void;
}

/** How often the time of the end is told anew, ms. */
const EVERY = 10_000;

/** The last look before messages go: what was looked at, real texts, a test to oneself, and the start. */
export function ReviewStep({ composition, preview, back, onGoTo }: ReviewStepProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const headingId = useId();
  const checkWords = useCheckWords();
  const momentWords = useMomentWords();
  const [path] = useLocation();
  const now = useNow(EVERY);
  const settings = useCall('settings.get', {});
  const { draft, name, list, used, accountId, routing, moment, plan, keeper } = composition;
  const { counted, isCounting, faults, estimate, handOver, troubles } = composition;
  const { quietHours, confirmAbove } = settings.data ?? DEFAULT_SETTINGS;
  const held =
    keeper !== null && moment !== null && draft.schedule?.kind === 'once' && draft.schedule.providerHolds;
  // Whose date it is differs from day to day: nothing can be counted before.
  const isCounted = plan?.kind !== 'dates';
  const checks = preflight({
    faults,
    estimate: isCounted ? counted : undefined,
    accounts: used,
    quietHours: quietHours.enabled,
  });
  const shares = counted?.accounts ?? [];
  const practice = isPractice(
    used.filter(({ id }) => shares.some(({ accountId: sharing }) => sharing === id)),
  );
  const account = used.find(({ id }) => id === (shares[0]?.accountId ?? accountId));

  const isHeldUp = faults.length > 0 || isCounting || !counted;
  /** What a campaign and a plan have in common. */
  const written = {
    name: name.trim(),
    accountId: accountId ?? 0,
    listId: list?.id ?? 0,
    template: draft.template,
    routing,
    plainCharacters: draft.plainCharacters,
  };

  return (
    <div className={classes.columns}>
      <Stack gap="lg">
        <Card labelledBy={headingId}>
          <Title order={2} id={headingId} mb="xs">
            {t('review.title', { name: name.trim() })}
          </Title>
          {practice && (
            <Notice tone="info" icon={<IconSparkles aria-hidden />}>
              {t('practice.note')}
            </Notice>
          )}
          {moment !== null && (
            <Notice
              tone="info"
              icon={<IconCalendarTime aria-hidden />}
              title={t('review.goesAt', { moment: momentWords(moment) })}
            >
              {t(`review.${held ? 'held' : 'kept'}`, {
                account: format.list(shares.map(({ accountName }) => accountName)),
              })}
            </Notice>
          )}
          {troubles.map(({ account: { id }, error, retry }) => (
            <ErrorNote key={id} error={error} onRetry={retry} />
          ))}
          {estimate.isError && <ErrorNote error={estimate.error} onRetry={() => void estimate.refetch()} />}
          {isCounting && !counted && estimate.isFetching ? (
            <Skeleton height={280} radius="md" mt="sm" />
          ) : (
            <PreflightList checks={checks} wordsOf={wordsOf} onGoTo={onGoTo} />
          )}
          {isCounted && counted && <SplitFigures estimate={counted} />}
        </Card>
        {plan ? startPlan(plan) : startCampaign()}
      </Stack>
      <Stack gap="lg" className={classes.side}>
        <MessagePreview preview={preview} />
        {/* Of practice nothing would reach one's own phone either, however long one waits for it. */}
        {account && !account.demo && <TestSend account={account} rendering={preview.rendering} />}
      </Stack>
    </div>
  );

  function startCampaign() {
    return (
      <StartCampaign
        draft={{
          ...written,
          scheduledAt: moment,
          providerHolds: held,
        }}
        messages={counted?.messages ?? 0}
        confirmAbove={confirmAbove}
        disabled={isHeldUp}
        back={back}
        onGoTo={onGoTo}
        onCreated={(campaignId) => handOver(campaignId, path)}
      />
    );
  }

  function startPlan(schedule: PlanSchedule) {
    return (
      <StartPlan
        wish={{
          ...written,
          schedule,
        }}
        list={list?.name ?? ''}
        disabled={isHeldUp}
        back={back}
        onGoTo={onGoTo}
        onCreated={composition.forget}
      />
    );
  }

  function wordsOf(check: PreflightCheck): CheckWords {
    if (check.state === 'stops') return { title: t(`compose.missing.${check.fault}`) };
    if (!counted) throw new Error('A campaign that was not counted has no such line.');
    return checkWords(check.kind, {
      estimate: counted,
      list: list?.name ?? '',
      accounts: used,
      moment,
      now,
      quietHours,
    });
  }
}
