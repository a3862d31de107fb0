import { IconBuildingBroadcastTower, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Campaign, CampaignProgress } from '../../../shared/campaign.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useMomentWords } from './use-moment-words.ts';

interface ProgressNotesProps {
  campaign: Campaign;
  progress: CampaignProgress | undefined;
}

/** How often it is looked whether a time has come, ms. */
const EVERY = 10_000;

/** What keeps messages back though nothing is wrong: a limit of the account, or the provider until a set time. */
export function ProgressNotes({ campaign, progress }: ProgressNotesProps) {
  const { t } = useTranslation();
  const momentWords = useMomentWords();
  const now = useNow(EVERY);
  const { providerHolds, scheduledAt, accountName, state } = campaign;
  const limit = state === 'running' ? (progress?.limit ?? null) : null;
  const isHeld = providerHolds && scheduledAt !== null && scheduledAt > now && campaign.states.accepted > 0;

  return (
    <>
      {limit && (
        <Notice tone="neutral" icon={<IconHourglass aria-hidden />} title={t(`live.limit.${limit.of}`)}>
          {t('live.limit.until', { moment: momentWords(limit.until) })}
        </Notice>
      )}
      {isHeld && (
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
