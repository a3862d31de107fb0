import { IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageState } from '../../../shared/message.ts';
import { messageStateIcon } from '../campaigns/message-state.ts';
import classes from './ProviderStatus.module.css';

/** The providers' own words, in lower case, and the state of ours that looks alike; null where none does. */
const known = {
  pending: 'queued',
  waiting: 'queued',
  sent: 'accepted',
  delivered: 'delivered',
  failed: 'failed',
  error: 'failed',
  cancelled: 'cancelled',
  received: null,
} as const satisfies Readonly<Record<string, MessageState | null>>;

/** A message's state as the provider has it. A word that nobody documented is shown as it is. */
export function ProviderStatus({ status }: { status: string }) {
  const { t } = useTranslation();
  const word = wordOf(status);
  const state = word && known[word];
  const Icon = state ? messageStateIcon[state] : IconMail;
  return (
    <span className={classes.status} style={state ? { color: `var(--${state}-text)` } : undefined}>
      {word && <Icon size={16} stroke={1.9} aria-hidden />}
      {word ? t(`accounts.status.${word}`) : status}
    </span>
  );
}

function wordOf(status: string): keyof typeof known | undefined {
  const word = status.toLowerCase();
  return Object.hasOwn(known, word) ? (word as keyof typeof known) : undefined;
}
