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
import type { MessageState } from '../../../shared/message.ts';
import { ColourBadge } from '../../ui/ColourBadge.tsx';
import { useCampaignStanding, type CampaignStanding } from './use-campaign-standing.ts';

const looks: Readonly<Record<CampaignStanding, { colour: MessageState; Icon: Icon }>> = {
  draft: { colour: 'queued', Icon: IconPencil },
  starting: { colour: 'sending', Icon: IconSend },
  scheduled: { colour: 'accepted', Icon: IconCalendarTime },
  running: { colour: 'sending', Icon: IconSend },
  waiting: { colour: 'unknown', Icon: IconHelpCircle },
  stopped: { colour: 'undelivered', Icon: IconAlertTriangle },
  paused: { colour: 'undelivered', Icon: IconPlayerPause },
  held: { colour: 'accepted', Icon: IconCalendarTime },
  finished: { colour: 'delivered', Icon: IconCircleCheck },
  cancelled: { colour: 'cancelled', Icon: IconBan },
};

/** The state of a campaign: its sign and its word. */
export function CampaignStateBadge({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const standing = useCampaignStanding(campaign);
  const { colour, Icon } = looks[standing];
  return (
    <ColourBadge colour={colour} icon={<Icon size={14} stroke={2} aria-hidden />}>
      {t(`campaignStates.${standing}`)}
    </ColourBadge>
  );
}
