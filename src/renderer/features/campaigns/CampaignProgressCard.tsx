import { Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign, CampaignProgress } from '../../../shared/campaign.ts';
import { Card } from '../../ui/Card.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { steadyTimeLeft } from '../../ui/time-left.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import classes from './CampaignProgressCard.module.css';
import { isPractice } from './is-practice.ts';
import { PaceButton } from './PaceButton.tsx';
import { ProgressNotes } from './ProgressNotes.tsx';
import { StateBar } from './StateBar.tsx';
import { useCampaignAccounts } from './use-campaign-accounts.ts';
import { awaitsAnswers, useCampaignStanding } from './use-campaign-standing.ts';
import { useMomentWords } from './use-moment-words.ts';

interface CampaignProgressCardProps {
  campaign: Campaign;
  progress: CampaignProgress | undefined;
}

/** How often the clock behind *Ends about* is read, ms. */
const EVERY = 10_000;

/** Spoken in steps: a screen reader that hears every percent hears nothing else. */
const SPOKEN_STEP = 10;

/** How far the campaign is: one bar, the pace, the time left; and the result when it is over. */
export function CampaignProgressCard({ campaign, progress }: CampaignProgressCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const headingId = useId();
  const momentWords = useMomentWords();
  const standing = useCampaignStanding(campaign);
  const accounts = useCampaignAccounts(campaign);
  const { state, states, total, parts, cost, scheduledAt, startedAt, finishedAt } = campaign;
  const toSend = total - states.skipped;
  const done = toSend - states.queued - states.sending;
  const share = toSend === 0 ? 1 : done / toSend;
  const over = state === 'finished' || state === 'cancelled';
  const hasBegun = state !== 'draft' && state !== 'scheduled';
  const unanswered = awaitsAnswers(campaign);
  const now = useNow(EVERY);
  const remainingMs = standing === 'running' ? (progress?.remainingMs ?? null) : null;
  const spoken = Math.floor((share * 100) / SPOKEN_STEP) * SPOKEN_STEP;

  return (
    <Card labelledBy={headingId}>
      <Group justify="space-between" align="flex-end" mb="md" wrap="nowrap">
        <div>
          <Headline id={headingId} title={headline()}>
            {figure()}
          </Headline>
          {over && standing !== 'held' && states.accepted > 0 && (
            <Text c="dimmed" className="number">
              {t('live.awaited', { count: states.accepted, number: format.count(states.accepted) })}
            </Text>
          )}
        </div>
        {hasBegun && !over && !unanswered && <div className={classes.share}>{format.percent(share)}</div>}
      </Group>
      {hasBegun && <StateBar states={states} />}
      <div className={classes.figures}>
        {over && startedAt && finishedAt && (
          <Figure label={t('live.took')} value={format.duration(finishedAt - startedAt)} />
        )}
        {state === 'scheduled' && scheduledAt !== null && (
          <Figure label={t('estimate.messages')} value={format.count(toSend)} />
        )}
        {!over && !unanswered && standing !== 'stopped' && (
          <div>
            <Figure label={t('live.rate')} value={pace()} />
            {states.queued > 0 && <PaceButton campaign={campaign} />}
          </div>
        )}
        {standing === 'running' && (
          <>
            <Figure label={t('live.left')} value={timeLeft()} />
            <Figure label={t('live.ends')} value={endsAbout()} />
          </>
        )}
        <Figure label={t(over ? 'live.parts' : 'live.partsInAll')} value={format.count(parts)} />
        {cost && (
          <Figure
            label={t(isPractice(accounts) ? 'live.playMoney' : 'live.cost')}
            value={format.money(cost)}
          />
        )}
      </div>
      <Stack gap="sm" mt="lg" className={classes.notes ?? ''}>
        <ProgressNotes campaign={campaign} progress={progress} />
      </Stack>
      <VisuallyHidden component="output">
        {!hasBegun || over || unanswered ? headline() : t('live.spoken', { percent: spoken })}
      </VisuallyHidden>
    </Card>
  );

  function headline(): string {
    if (standing !== 'running') return t(`live.headline.${standing}`);
    return t(states.queued === 0 ? 'live.headline.settling' : 'live.headline.running');
  }

  function figure(): string {
    if (standing === 'held') {
      return t('live.handedOver', { done: format.count(done), total: format.count(toSend) });
    }
    if (over) {
      return t('live.result', { delivered: format.count(states.delivered), total: format.count(toSend) });
    }
    if (state === 'scheduled' && scheduledAt !== null) {
      return t('live.startsAt', { moment: momentWords(scheduledAt) });
    }
    if (!hasBegun) {
      return t('campaigns.row.people', { count: toSend, number: format.count(toSend) });
    }
    if (unanswered) {
      const sent = states.accepted + states.delivered + states.undelivered + states.expired;
      return t('live.waiting', { sent: format.count(sent), uncertain: format.count(states.unknown) });
    }
    return t('live.sent', { done: format.count(done), total: format.count(toSend) });
  }

  /** What it does, or once it goes: what its accounts may do together. */
  function pace(): string {
    const set = accounts.reduce((sum, { settings }) => sum + Number(settings['rate']), 0);
    const rate = standing === 'running' ? progress?.rate : set;
    return rate === undefined || (rate === 0 && standing !== 'running')
      ? t('live.none')
      : t('live.perSecond', { rate: format.rate(rate) });
  }

  function timeLeft(): string {
    if (remainingMs === null) return t('live.none');
    return states.queued === 0 ? t('live.nearlyDone') : format.timeLeft(remainingMs);
  }

  function endsAbout(): string {
    if (remainingMs === null || states.queued === 0) return t('live.none');
    const end = now + steadyTimeLeft(remainingMs);
    const isToday = new Date(end).toDateString() === new Date(now).toDateString();
    return isToday ? format.clock(end) : format.dateTime(end);
  }
}
