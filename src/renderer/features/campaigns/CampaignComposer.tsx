import { Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconSparkles } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ContactList } from '../../../shared/contact.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { AudienceFields } from './AudienceFields.tsx';
import { BackButton } from './BackButton.tsx';
import type { CampaignStart } from './campaign-start.ts';
import classes from './CampaignComposer.module.css';
import { stepOfFault } from './compose-faults.ts';
import { composeSteps, nextStep, previousStep, type ComposeStep } from './compose-step.ts';
import { ComposeSteps } from './ComposeSteps.tsx';
import { EstimateFigures } from './EstimateFigures.tsx';
import { MessageEditor } from './MessageEditor.tsx';
import { MessagePreview } from './MessagePreview.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import { ScheduleFields } from './ScheduleFields.tsx';
import { SpeedFields } from './SpeedFields.tsx';
import { useComposition } from './use-composition.ts';
import { usePreview } from './use-preview.ts';

interface CampaignComposerProps {
  accounts: readonly Account[];
  lists: readonly ContactList[];
  start: CampaignStart;
}

/** A new campaign in four steps: to whom, what, when and how fast, and the last look before it goes. */
export function CampaignComposer({ accounts, lists, start }: CampaignComposerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const headingId = useId();
  const composition = useComposition(accounts, lists, start);
  const { draft, change, name, used, counted, estimate, faults, troubles, keeper } = composition;
  const { step } = draft;
  const preview = usePreview(composition);
  const panel = useRef<HTMLElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    // The button that was pressed is gone, and the next step begins at its top.
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [step]);

  const faultsOf = (one: ComposeStep) => faults.filter((fault) => stepOfFault[fault] === one);
  const [fault] = faultsOf(step);
  // Practice goes at once: when and how fast is there to look at, not in the way of whoever did not go there.
  const [sawWhen, setSawWhen] = useState(step === 'when');
  const way = start.kind === 'try' && !sawWhen ? composeSteps.filter((one) => one !== 'when') : composeSteps;
  const back = previousStep(way, step);
  const next = nextStep(way, step);
  const goTo = (to: ComposeStep) => {
    if (to === 'when') setSawWhen(true);
    change({ step: to });
  };

  return (
    <Stack gap="lg">
      {/* The review says so itself, of every campaign that practises. */}
      {start.kind === 'try' && step !== 'review' && (
        <Notice tone="info" icon={<IconSparkles aria-hidden />} title={t('compose.try.title')}>
          {t('compose.try.body')}
        </Notice>
      )}
      <ComposeSteps current={step} isDone={(one) => faultsOf(one).length === 0} onChoose={goTo} />
      <section
        ref={panel}
        tabIndex={-1}
        aria-label={t('compose.steps.place', {
          place: format.count(composeSteps.indexOf(step) + 1),
          total: format.count(composeSteps.length),
          step: t(`compose.steps.${step}`),
        })}
        className={step === 'review' ? classes.panel : `${classes.panel} ${classes.columns}`}
      >
        {step === 'review' ? (
          <ReviewStep composition={composition} preview={preview} back={back ?? 'message'} onGoTo={goTo} />
        ) : (
          <>
            <Stack gap="lg">
              {fields()}
              <div>
                <Group gap="sm">
                  {back && <BackButton to={back} onGoTo={goTo} />}
                  {next && (
                    <Button
                      size="md"
                      ml="auto"
                      disabled={fault !== undefined}
                      rightSection={<IconArrowRight size={18} aria-hidden />}
                      onClick={() => goTo(next)}
                    >
                      {t('compose.next', { step: t(`compose.steps.${next}`) })}
                    </Button>
                  )}
                </Group>
                <output className={classes.obstacle}>{fault && t(`compose.missing.${fault}`)}</output>
              </div>
            </Stack>
            <Stack gap="lg" className={classes.side}>
              {step === 'message' && <MessagePreview preview={preview} />}
              {summary()}
            </Stack>
          </>
        )}
      </section>
    </Stack>
  );

  function fields() {
    switch (step) {
      case 'audience':
        return <AudienceFields accounts={accounts} lists={lists} draft={draft} name={name} change={change} />;
      case 'message':
        return <MessageEditor composition={composition} />;
      case 'when':
        return (
          <>
            <ScheduleFields
              schedule={draft.schedule}
              keeper={keeper}
              listId={draft.listId}
              fields={estimate.data?.availableFields ?? []}
              onChange={(schedule) => change({ schedule })}
            />
            <SpeedFields accounts={used} estimate={counted} />
          </>
        );
      case 'review':
        return null;
    }
  }

  function summary() {
    return (
      <Card labelledBy={headingId}>
        <Title order={2} id={headingId} mb="md">
          {t('compose.summary')}
        </Title>
        {troubles.map(({ account, error, retry }) => (
          <Box key={account.id} mb="md">
            {used.length > 1 && (
              <Text fw={600} mb={4}>
                {account.name}
              </Text>
            )}
            <ErrorNote error={error} onRetry={retry} />
          </Box>
        ))}
        {estimate.isError && (
          <Box mb="md">
            <ErrorNote error={estimate.error} onRetry={() => void estimate.refetch()} />
          </Box>
        )}
        {!counted && estimate.data && (
          <Text mb="xs" fw={600} className="number">
            {t('compose.reach', {
              count: estimate.data.messages,
              number: format.count(estimate.data.messages),
            })}
          </Text>
        )}
        <EstimateFigures estimate={counted} />
      </Card>
    );
  }
}
