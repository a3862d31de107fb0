import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconPlayerPause } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { CampaignProgress, CampaignState } from '../../../shared/campaign.ts';
import { call } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';

/** Read in passing, ms; a pause stays until it is closed: it waits for a person. */
const SEEN_FOR = 10_000;

/** Tells of campaigns that end, or pause by themselves, while another screen is looked at. Draws nothing itself. */
export function CampaignNews() {
  const { t } = useTranslation();
  const format = useFormat();
  const [location] = useLocation();

  const tell = useEffectEvent(async (progress: CampaignProgress) => {
    const { campaignId: id, state, states } = progress;
    if (location === `/campaigns/${id}`) return;
    const { name, kind, listId } = await call('campaigns.get', { id });
    // Codes and answers to one person have screens of their own.
    if (listId === null) return;
    const finished = state === 'finished';
    const key = `campaign-${id}-${state}`;
    notifications.show({
      id: key,
      color: finished ? 'teal' : 'orange',
      icon: finished ? <IconCircleCheck size={18} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />,
      autoClose: finished ? SEEN_FOR : false,
      closeButtonProps: { 'aria-label': t('actions.close') },
      title: t(finished ? 'campaigns.news.finished' : 'campaigns.news.paused', { name }),
      message: (
        <>
          {finished && kind === 'list' && (
            <div>
              {t('campaigns.news.finishedBody', {
                delivered: format.count(states.delivered),
                total: format.count(progress.total - states.skipped),
              })}
            </div>
          )}
          <Anchor href={`#/campaigns/${id}`} onClick={() => notifications.hide(key)}>
            {t('campaigns.news.open')}
          </Anchor>
        </>
      ),
    });
  });

  useEffect(() => {
    const last = new Map<number, CampaignState>();
    return window.kaptar.on('campaign.progress', (progress) => {
      const before = last.get(progress.campaignId);
      last.set(progress.campaignId, progress.state);
      // Only what was seen to run: a late report about an old campaign is no news.
      if (before !== 'running') return;
      const pausedByItself = progress.state === 'paused' && progress.pauseReason !== 'operator';
      // A campaign that is gone by now needs no word.
      if (progress.state === 'finished' || pausedByItself) tell(progress).catch(() => undefined);
    });
  }, []);

  return null;
}
