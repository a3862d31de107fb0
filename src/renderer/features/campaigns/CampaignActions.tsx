import { Button, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useCampaignAction } from './use-campaign-action.ts';

/** What can be done to the campaign in its present state. */
export function CampaignActions({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const start = useCampaignAction(campaign, 'start');
  const pause = useCampaignAction(campaign, 'pause');
  const resume = useCampaignAction(campaign, 'resume');
  const { state } = campaign;
  const over = state === 'finished' || state === 'cancelled';

  return (
    <>
      {!over && <CancelRest campaign={campaign} />}
      {state === 'draft' && (
        <Button
          leftSection={<IconSend size={18} aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t('campaigns.actions.start')}
        </Button>
      )}
      {state === 'running' && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={18} aria-hidden />}
          loading={pause.isPending}
          onClick={() => pause.mutate()}
        >
          {t('campaigns.actions.pause')}
        </Button>
      )}
      {state === 'paused' && (
        <Button
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          loading={resume.isPending}
          onClick={() => resume.mutate()}
        >
          {t('campaigns.actions.resume')}
        </Button>
      )}
    </>
  );
}

function CancelRest({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const cancel = useCampaignAction(campaign, 'cancel');
  const { queued } = campaign.states;

  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t(campaign.state === 'draft' ? 'campaigns.actions.cancelDraft' : 'campaigns.actions.cancel')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('campaigns.cancel.title')}
        confirm={t('campaigns.cancel.confirm', { count: queued, number: format.count(queued) })}
        danger
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate(undefined, { onSuccess: () => setAsking(false) })}
      >
        <Text>{t('campaigns.cancel.body', { count: queued, number: format.count(queued) })}</Text>
      </ConfirmDialog>
    </>
  );
}
