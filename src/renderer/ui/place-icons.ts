import {
  IconChartBar,
  IconInbox,
  IconLockPassword,
  IconPlugConnected,
  IconSend,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';

/** The sign of each place, by the command that leads there. */
export const placeIcons = {
  'go-campaigns': IconSend,
  'go-otp': IconLockPassword,
  'go-inbox': IconInbox,
  'go-contacts': IconUsers,
  'go-reports': IconChartBar,
  'go-accounts': IconPlugConnected,
  settings: IconSettings,
} as const;
