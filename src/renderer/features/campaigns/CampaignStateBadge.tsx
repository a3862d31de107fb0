import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconCalendarTime,
  IconCircleCheck,
  IconHelpCircle,
  IconPencil,
  IconPlayerPause,
  IconSend,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import classes from './CampaignStateBadge.module.css';
import { useCampaignStanding, type CampaignStanding } from './use-campaign-standing.ts';

const looks: Readonly<Record<CampaignStanding, { tone: string; Icon: Icon }>> = {
  draft: { tone: 'queued', Icon: IconPencil },
  scheduled: { tone: 'accepted', Icon: IconCalendarTime },
  running: { tone: 'sending', Icon: IconSend },
  waiting: { tone: 'unknown', Icon: IconHelpCircle },
  stopped: { tone: 'undelivered', Icon: IconAlertTriangle },
  paused: { tone: 'undelivered', Icon: IconPlayerPause },
  held: { tone: 'accepted', Icon: IconCalendarTime },
  finished: { tone: 'delivered', Icon: IconCircleCheck },
  cancelled: { tone: 'cancelled', Icon: IconBan },
};

/** The state of a campaign: its sign and its word. */
export function CampaignStateBadge({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const standing = useCampaignStanding(campaign);
  const { tone, Icon } = looks[standing];
  return (
    <Badge
      className={classes.badge}
      style={{
        color: `var(--${tone}-text)`,
        backgroundColor: `color-mix(in srgb, var(--${tone}-fill) 16%, transparent)`,
      }}
      leftSection={<Icon size={14} stroke={2} aria-hidden />}
    >
      {t(`campaignStates.${standing}`)}
    </Badge>
  );
}
