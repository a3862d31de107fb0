import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Message } from '../../../shared/message.ts';
import classes from './MessageDetail.module.css';
import { useCountedParts } from './use-counted-parts.ts';
import { useMessageTrouble } from './use-message-trouble.ts';

interface MessageDetailProps {
  message: Message;
  accounts: readonly Account[];
  /** Whether it takes part in Tab. */
  focusable: boolean;
  onOpen: () => void;
}

/** Why a message is where it is; its text where nothing is wrong. Opens all that is known of it. */
export function MessageDetail({ message, accounts, focusable, onOpen }: MessageDetailProps) {
  const { t } = useTranslation();
  const { reason, detail } = useMessageTrouble()(message);
  const counted = useCountedParts(accounts)(message);
  const trouble = reason ?? (detail === null ? null : t('messages.quote', { words: message.error }));

  return (
    <UnstyledButton
      className={classes.detail}
      aria-haspopup="dialog"
      tabIndex={focusable ? 0 : -1}
      onClick={onOpen}
    >
      {/* Ends in dots where there is no room: what it opens has all of it. */}
      <span className={classes.words} data-cut data-trouble={trouble !== null || undefined}>
        {trouble ?? message.text}
      </span>
      {counted && trouble === null && <span className={classes.counted}>{counted}</span>}
      <VisuallyHidden> {t('ui.details.action')}</VisuallyHidden>
      <IconChevronRight size={14} aria-hidden className={classes.more} />
    </UnstyledButton>
  );
}
