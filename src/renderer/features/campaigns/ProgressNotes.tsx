import { IconAlertTriangle, IconBuildingBroadcastTower, IconHourglass, IconMoon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Campaign, CampaignProgress } from '../../../shared/campaign.ts';
import { Notice } from '../../ui/Notice.tsx';
import { QuietWaits } from './QuietWaits.tsx';
import { useIsHeld } from './use-campaign-standing.ts';
import { useMomentWords } from './use-moment-words.ts';

interface ProgressNotesProps {
  campaign: Campaign;
  progress: CampaignProgress | undefined;
}

/** What keeps messages back though nobody has paused: a full disk, a limit of the account, the recipients' night, or the provider until a set time. */
export function ProgressNotes({ campaign, progress }: ProgressNotesProps) {
  const { t } = useTranslation();
  const momentWords = useMomentWords();
  const isHeld = useIsHeld(campaign);
  const { scheduledAt, accountName, state } = campaign;
  const limit = state === 'running' ? (progress?.limit ?? null) : null;
  const quiet = state === 'running' ? (progress?.quiet ?? []) : [];

  const disk = progress?.disk ?? null;

  return (
    <>
      {disk && (
        <Notice
          live="status"
          tone="trouble"
          icon={<IconAlertTriangle aria-hidden />}
          title={t(`live.disk.${disk}.title`)}
        >
          {t(`live.disk.${disk}.body`)}
        </Notice>
      )}
      {limit && (
        <Notice tone="neutral" icon={<IconHourglass aria-hidden />} title={t(`live.limit.${limit.of}`)}>
          {t('live.limit.until', { moment: momentWords(limit.until) })}
        </Notice>
      )}
      {quiet.length > 0 && (
        <Notice tone="info" icon={<IconMoon aria-hidden />} title={t('quiet.title')}>
          <QuietWaits waits={quiet} />
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
