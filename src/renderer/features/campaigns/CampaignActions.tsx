import { Button, Loader, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconSend } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import { providerFacts } from '../../../shared/provider-facts.ts';
import { ConfirmedButton } from '../../ui/ConfirmedButton.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { useCampaignAccounts } from './use-campaign-accounts.ts';
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
  // While it can be taken back, that is the way.
  const mayBeTakenBack = state === 'scheduled' && campaign.undoUntil !== null;
  const mayCancel =
    !mayBeTakenBack && (state === 'draft' || state === 'scheduled' || (mayMove && states.queued > 0));

  // A paused campaign keeps its *Resume*: only with it does the account go on asking about the uncertain ones.
  const nothingToPause = state === 'running' && awaitsAnswers(campaign);
  const withdraws = useCampaignAccounts(campaign).some(({ provider }) => providerFacts[provider].withdraws);
  const mayWithdraw = state === 'finished' && states.accepted > 0 && withdraws;

  return (
    <>
      {mayCancel && <CancelRest campaign={campaign} withdraws={withdraws} />}
      {mayWithdraw && <WithdrawUnsent campaign={campaign} />}
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
  const tell = useTell();
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
        if (!deaf) move.mutateAsync().catch(tell.trouble);
      }}
    >
      {t(`campaigns.actions.${verb}`)}
    </Button>
  );
}

/** Cancels what has not been sent, at a phone also what that has not sent yet. */
function CancelRest({ campaign, withdraws }: { campaign: Campaign; withdraws: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { queued } = campaign.states;
  const hasBegun = campaign.state !== 'draft' && campaign.state !== 'scheduled';
  const words = { count: queued, number: format.count(queued) };

  return (
    <ConfirmedAction
      campaign={campaign}
      verb="cancel"
      label={t(hasBegun ? 'campaigns.actions.cancel' : 'campaigns.actions.cancelDraft')}
      title={t('campaigns.cancel.title')}
      confirm={t('campaigns.cancel.confirm', words)}
    >
      <Text>
        {t('campaigns.cancel.body', words)}{' '}
        {t(withdraws ? 'campaigns.cancel.withdrawn' : 'campaigns.cancel.gone')}
      </Text>
      {campaign.providerHolds && <Text>{t('campaigns.cancel.held')}</Text>}
    </ConfirmedAction>
  );
}

/** Asks a phone that was given all messages to give back those that it has not sent yet. */
function WithdrawUnsent({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  return (
    <ConfirmedAction
      campaign={campaign}
      verb="withdraw"
      label={t('campaigns.actions.withdraw')}
      title={t('campaigns.withdraw.title')}
      confirm={t('campaigns.withdraw.confirm')}
    >
      <Text>{t('campaigns.withdraw.body')}</Text>
    </ConfirmedAction>
  );
}

interface ConfirmedActionProps {
  campaign: Campaign;
  verb: 'cancel' | 'withdraw';
  label: string;
  title: string;
  confirm: string;
  children: ReactNode;
}

/** A button that does it once it is confirmed; `children` say what it does. */
function ConfirmedAction({ campaign, verb, children, ...words }: ConfirmedActionProps) {
  const ready = useEngineReady();
  const action = useCampaignAction(campaign, verb);
  return (
    <ConfirmedButton
      {...words}
      disabled={!ready}
      action={action}
      onConfirm={(close) => action.mutate(undefined, { onSuccess: close })}
    >
      {children}
    </ConfirmedButton>
  );
}
