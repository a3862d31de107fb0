import { Button, Loader, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { useCampaignAction } from './use-campaign-action.ts';
import { awaitsAnswers, useEngineReady } from './use-campaign-standing.ts';

const verbs = {
  draft: { verb: 'start', Icon: IconSend, variant: 'filled' },
  running: { verb: 'pause', Icon: IconPlayerPause, variant: 'default' },
  paused: { verb: 'resume', Icon: IconPlayerPlay, variant: 'filled' },
} as const;

/** What can be done to the campaign in its present state. */
export function CampaignActions({ campaign }: { campaign: Campaign }) {
  const { state, states } = campaign;
  const mayMove = state === 'draft' || state === 'running' || state === 'paused';
  const mayCancel = state === 'draft' || state === 'scheduled' || (mayMove && states.queued > 0);

  // A paused campaign keeps its *Resume*: only with it does the account go on asking about the uncertain ones.
  const nothingToPause = state === 'running' && awaitsAnswers(campaign);

  return (
    <>
      {mayCancel && <CancelRest campaign={campaign} />}
      {mayMove && !nothingToPause && <MoveOn campaign={campaign} state={state} />}
    </>
  );
}

/**
 * One button whose verb follows the state: it keeps its place and the focus, and is deaf for a moment after
 * each change, or a double click on *Pause* would be a *Resume*.
 */
function MoveOn({ campaign, state }: { campaign: Campaign; state: keyof typeof verbs }) {
  const { t } = useTranslation();
  const settled = useSettled(state);
  const ready = useEngineReady();
  const { verb, Icon, variant } = verbs[state];
  const move = useCampaignAction(campaign, verb);
  const deaf = !ready || !settled || move.isPending;

  return (
    <Button
      variant={variant}
      miw={150}
      // `disabled` and Mantine's own `loading` would drop the focus.
      data-disabled={!ready}
      aria-disabled={deaf}
      leftSection={
        move.isPending ? (
          <Loader size={16} color="currentColor" aria-hidden />
        ) : (
          <Icon size={18} aria-hidden />
        )
      }
      onClick={() => {
        if (!deaf) move.mutate();
      }}
    >
      {t(`campaigns.actions.${verb}`)}
    </Button>
  );
}

function CancelRest({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ready = useEngineReady();
  const [asking, setAsking] = useState(false);
  const cancel = useCampaignAction(campaign, 'cancel');
  const { queued } = campaign.states;
  const hasBegun = campaign.state !== 'draft' && campaign.state !== 'scheduled';

  return (
    <>
      <Button variant="subtle" color="red" disabled={!ready} onClick={() => setAsking(true)}>
        {t(hasBegun ? 'campaigns.actions.cancel' : 'campaigns.actions.cancelDraft')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => {
          setAsking(false);
          cancel.reset();
        }}
        title={t('campaigns.cancel.title')}
        confirm={t('campaigns.cancel.confirm', { count: queued, number: format.count(queued) })}
        danger
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate(undefined, { onSuccess: () => setAsking(false) })}
      >
        <Text>{t('campaigns.cancel.body', { count: queued, number: format.count(queued) })}</Text>
        {campaign.providerHolds && <Text>{t('campaigns.cancel.held')}</Text>}
      </ConfirmDialog>
    </>
  );
}
