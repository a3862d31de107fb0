import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Campaign } from '../../../shared/campaign.ts';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { CampaignMenu } from './CampaignMenu.tsx';
import classes from './CampaignsPage.module.css';
import { CampaignStateBadge } from './CampaignStateBadge.tsx';
import { StateBar } from './StateBar.tsx';
import { useCampaignAbout } from './use-campaign-about.ts';
import { useCampaignAccounts } from './use-campaign-accounts.ts';
import { useMomentWords } from './use-moment-words.ts';

/** One campaign of the list: how far it is, and what comes next. */
export function CampaignRow({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const about = useCampaignAbout();
  const accounts = useCampaignAccounts(campaign);
  const next = useWhatIsNext(campaign);
  const toSend = campaign.total - campaign.states.skipped;
  const hasBegun = campaign.state !== 'draft' && campaign.state !== 'scheduled';
  return (
    <article className={classes.campaign}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
        <div style={{ minWidth: 0 }}>
          <h2 className={classes.name}>
            <Link href={`/campaigns/${campaign.id}`} className={classes.link}>
              {campaign.name}
            </Link>
          </h2>
          <Text size="xs" c="dimmed">
            {about(campaign, accounts)}
          </Text>
        </div>
        <Group gap="sm" wrap="nowrap" flex="none">
          <CampaignStateBadge campaign={campaign} />
          <div className={classes.menu}>
            <CampaignMenu campaign={campaign} />
          </div>
        </Group>
      </Group>
      {hasBegun ? (
        <Group gap="lg" wrap="nowrap">
          <StateBar states={campaign.states} height={10} />
          <div className={`number ${classes.count}`}>
            <Text fw={600}>
              {t('campaigns.row.delivered', {
                delivered: format.count(campaign.states.delivered),
                total: format.count(toSend),
              })}
            </Text>
            {next && (
              <Text size="xs" c="dimmed">
                {next}
              </Text>
            )}
          </div>
        </Group>
      ) : (
        <Group gap="xs" className="number">
          <Text fw={600}>{t('campaigns.row.people', { count: toSend, number: format.count(toSend) })}</Text>
          {next && <Text c="dimmed">{next}</Text>}
        </Group>
      )}
    </article>
  );
}

/** When it starts or ends, or why it stands still, in words; null where there is nothing to wait for. */
function useWhatIsNext({ id, state, scheduledAt, pauseReason }: Campaign): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const momentWords = useMomentWords();
  const progress = useCall('campaigns.progress', { id }, { enabled: state === 'running' });
  if (state === 'scheduled' && scheduledAt !== null) {
    return t('campaigns.row.starts', { moment: momentWords(scheduledAt) });
  }
  // That the operator paused it, the badge says.
  if (state === 'paused' && pauseReason !== null && pauseReason !== 'operator') {
    return t(`pauses.${pauseReason}.title`);
  }
  const remainingMs = state === 'running' ? progress.data?.remainingMs : null;
  // The last minute is over before it is read.
  if (!remainingMs || remainingMs < 60_000) return null;
  return t('campaigns.row.left', { left: format.timeLeft(remainingMs) });
}
