import { Button } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { Fragment, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ThreadMessage } from '../../../shared/inbox.ts';
import { useFormat } from '../../ui/use-format.ts';
import { StateMark } from '../campaigns/StateMark.tsx';
import { useMessageTrouble } from '../campaigns/use-message-trouble.ts';
import classes from './ThreadMessages.module.css';
import { WaitingReply } from './WaitingReply.tsx';

interface ThreadMessagesProps {
  /** The oldest first. */
  messages: readonly ThreadMessage[];
  /** Shows older ones; null where there are none. */
  earlier: (() => void) | null;
  /** Where an answer that waits is set going again; undefined once the account was removed. */
  account: Account | undefined;
}

/** The lines of a conversation, day by day, with the newest in sight. */
export function ThreadMessages({ messages, earlier, account }: ThreadMessagesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1)?.key;
  useLayoutEffect(() => {
    if (newest !== undefined) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [newest]);

  return (
    // A log is read out as it grows, and scrolls with the keyboard.
    <div
      ref={box}
      role="log"
      aria-label={t('inbox.messages')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls takes the focus
      tabIndex={0}
      className={classes.log}
    >
      {earlier && (
        <Button variant="subtle" size="xs" className={classes.earlier ?? ''} onClick={earlier}>
          {t('inbox.earlier')}
        </Button>
      )}
      {messages.map((message, index) => (
        <Fragment key={message.key}>
          {dayOf(message) !== dayOf(messages[index - 1]) && (
            <h3 className={classes.day}>{format.date(message.at)}</h3>
          )}
          <Line message={message} account={account} />
        </Fragment>
      ))}
    </div>
  );
}

function Line({ message, account }: { message: ThreadMessage; account: Account | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { reason, detail } = useMessageTrouble()(message);
  const trouble = [reason, detail].filter((words) => words !== null).join('\n');
  const { direction, campaignId, text, at, state, pauseReason, optedOut } = message;

  return (
    <article
      className={classes.line}
      data-direction={direction}
      aria-label={t(`inbox.directions.${direction}`, { time: format.clock(at) })}
    >
      <p className={classes.bubble}>{text}</p>
      <div className={classes.about}>
        {optedOut && (
          <span className={classes.stop}>
            <IconBellOff size={13} aria-hidden />
            {t('inbox.stopped')}
          </span>
        )}
        <span>{format.clock(at)}</span>
        {state && <StateMark state={state} />}
      </div>
      {message.limit && <div className={classes.waits}>{t(`live.limit.${message.limit.of}`)}</div>}
      {pauseReason && campaignId !== null && state === 'queued' && (
        <WaitingReply campaignId={campaignId} reason={pauseReason} account={account} />
      )}
      {trouble !== '' && <div className={classes.trouble}>{trouble}</div>}
    </article>
  );
}

function dayOf(message: ThreadMessage | undefined): string {
  return message ? new Date(message.at).toDateString() : '';
}
