import { IconBuildingBroadcastTower, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Campaign, CampaignProgress } from '../../../shared/campaign.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useIsHeld } from './use-campaign-standing.ts';
import { useMomentWords } from './use-moment-words.ts';

interface ProgressNotesProps {
  campaign: Campaign;
  progress: CampaignProgress | undefined;
}

/** What keeps messages back though nothing is wrong: a limit of the account, or the provider until a set time. */
export function ProgressNotes({ campaign, progress }: ProgressNotesProps) {
  const { t } = useTranslation();
  const momentWords = useMomentWords();
  const isHeld = useIsHeld(campaign);
  const { scheduledAt, accountName, state } = campaign;
  const limit = state === 'running' ? (progress?.limit ?? null) : null;

  return (
    <>
      {limit && (
        <Notice tone="neutral" icon={<IconHourglass aria-hidden />} title={t(`live.limit.${limit.of}`)}>
          {t('live.limit.until', { moment: momentWords(limit.until) })}
        </Notice>
      )}
      {isHeld && scheduledAt !== null && (
        <Notice
          tone="info"
          icon={<IconBuildingBroadcastTower aria-hidden />}
          title={t('live.held.title', { account: accountName })}
        >
          {t('live.held.body', { moment: momentWords(scheduledAt) })}
        </Notice>
      )}
    </>
  );
}
