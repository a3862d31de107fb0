import {
  IconBan,
  IconCheck,
  IconChecks,
  IconCircleX,
  IconClock,
  IconHelpCircle,
  IconHourglassOff,
  IconMessageX,
  IconPlayerSkipForward,
  IconSend,
  type Icon,
} from '@tabler/icons-react';
import type { MessageState } from '../../../shared/message.ts';

/** Each state has a shape of its own, so that nobody depends on its colour. */
export const messageStateIcon: Readonly<Record<MessageState, Icon>> = {
  queued: IconClock,
  sending: IconSend,
  accepted: IconCheck,
  delivered: IconChecks,
  undelivered: IconMessageX,
  expired: IconHourglassOff,
  failed: IconCircleX,
  unknown: IconHelpCircle,
  skipped: IconPlayerSkipForward,
  cancelled: IconBan,
};

/** The order of bars and legends: from what went well, over what needs a look and what is still to come, to what is left out. */
export const messageStateOrder: readonly MessageState[] = [
  'delivered',
  'accepted',
  'sending',
  'unknown',
  'undelivered',
  'expired',
  'failed',
  'cancelled',
  'queued',
  'skipped',
];
