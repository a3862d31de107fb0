import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Thread } from '../../../shared/inbox.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { draftKey, type ThreadKey } from './inbox-session.tsx';
import classes from './ThreadList.module.css';

interface ThreadListProps {
  threads: readonly Thread[];
  chosen: ThreadKey | null;
  /** Whether the conversations are of several accounts. */
  withAccount: boolean;
  onChoose: (thread: ThreadKey) => void;
  /** The way to older ones. */
  more: ReactNode;
}

/** Midnight comes once a day; a minute late is soon enough, ms. */
const EVERY = 60_000;

/** The conversations, those with the newest message first; unread ones stand out. */
export function ThreadList({ threads, chosen, withAccount, onChoose, more }: ThreadListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = new Date(useNow(EVERY)).toDateString();
  const when = (at: number) => (new Date(at).toDateString() === today ? format.clock(at) : format.date(at));

  return (
    <nav aria-label={t('inbox.threads')} className={classes.nav}>
      <ul className={classes.threads}>
        {threads.map(
          ({ accountId, accountName, phone, name, lastText, lastDirection, lastAt, unread, optedOut }) => (
            <li key={draftKey({ accountId, phone })}>
              <UnstyledButton
                className={classes.thread}
                data-unread={unread > 0 || undefined}
                aria-current={chosen?.accountId === accountId && chosen.phone === phone}
                onClick={() => onChoose({ accountId, phone })}
              >
                <span className={classes.line}>
                  <span className={classes.who}>{name || formatPhone(phone)}</span>
                  <span className={classes.when}>{when(lastAt)}</span>
                </span>
                <span className={classes.line}>
                  <span className={classes.text} data-cut>
                    {lastDirection === 'out' ? t('inbox.ownWords', { words: lastText }) : lastText}
                  </span>
                  {unread > 0 && (
                    <span className={classes.unread}>
                      {format.count(unread)}
                      <VisuallyHidden> {t('inbox.unread', { count: unread })}</VisuallyHidden>
                    </span>
                  )}
                </span>
                {(optedOut || withAccount) && (
                  <span className={classes.small}>
                    {optedOut && (
                      <span className={classes.optedOut}>
                        <IconBellOff size={13} aria-hidden />
                        {t('contacts.optedOut')}
                      </span>
                    )}
                    {withAccount && <span>{accountName}</span>}
                  </span>
                )}
              </UnstyledButton>
            </li>
          ),
        )}
      </ul>
      {more}
    </nav>
  );
}
