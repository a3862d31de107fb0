import { Badge } from '@mantine/core';
import {
  IconBan,
  IconCalendarTime,
  IconCircleCheck,
  IconPencil,
  IconPlayerPause,
  IconSend,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CampaignState } from '../../../shared/campaign.ts';
import classes from './CampaignStateBadge.module.css';

const looks: Readonly<Record<CampaignState, { tone: string; Icon: Icon }>> = {
  draft: { tone: 'queued', Icon: IconPencil },
  scheduled: { tone: 'accepted', Icon: IconCalendarTime },
  running: { tone: 'sending', Icon: IconSend },
  paused: { tone: 'undelivered', Icon: IconPlayerPause },
  finished: { tone: 'delivered', Icon: IconCircleCheck },
  cancelled: { tone: 'cancelled', Icon: IconBan },
};

/** The state of a campaign: its sign and its word. */
export function CampaignStateBadge({ state }: { state: CampaignState }) {
  const { t } = useTranslation();
  const { tone, Icon } = looks[state];
  return (
    <Badge
      className={classes.badge}
      style={{
        color: `var(--${tone}-text)`,
        backgroundColor: `color-mix(in srgb, var(--${tone}-fill) 16%, transparent)`,
      }}
      leftSection={<Icon size={14} stroke={2} aria-hidden />}
    >
      {t(`campaignStates.${state}`)}
    </Badge>
  );
}
