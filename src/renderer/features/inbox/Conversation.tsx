import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { useDocumentVisibility } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { IconBellOff } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { PAGE_LIMIT } from '../../../shared/calls/call.ts';
import type { Thread } from '../../../shared/inbox.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { call, useAction, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import classes from './Conversation.module.css';
import { ReplyBox, type ReplyObstacle } from './ReplyBox.tsx';
import { ThreadMessages } from './ThreadMessages.tsx';

interface ConversationProps {
  thread: Thread;
  /** Undefined once it was removed. */
  account: Account | undefined;
}

/** What is shown at first; what is older is one click away. */
const NEWEST = 100;

/** All that one person and one account have said to each other, and the box for an answer. */
export function Conversation({ thread, account }: ConversationProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const { accountId, accountName, phone, name, optedOut } = thread;
  const [limit, setLimit] = useState(NEWEST);
  const messages = useCall('inbox.thread', { accountId, phone, limit }, { keepLast: true });
  useMarkRead(thread);
  const who = name || formatPhone(phone);

  return (
    <section aria-labelledby={headingId} className={classes.conversation}>
      <header className={classes.head}>
        <Title order={2} id={headingId}>
          {who}
        </Title>
        <Text size="xs" c="dimmed">
          {name === ''
            ? t('inbox.through', { account: accountName })
            : t('inbox.phoneThrough', { phone: formatPhone(phone), account: accountName })}
        </Text>
      </header>
      {optedOut && <OptedOut phone={phone} who={who} />}
      {messages.isError && (
        <div className={classes.trouble}>
          <ErrorNote error={messages.error} onRetry={() => void messages.refetch()} />
        </div>
      )}
      {messages.isPending && (
        <div className={classes.loading}>
          <Skeleton height={44} width="55%" radius="lg" />
          <Skeleton height={44} width="40%" radius="lg" ml="auto" />
          <Skeleton height={64} width="60%" radius="lg" />
        </div>
      )}
      {messages.data && (
        <ThreadMessages
          messages={messages.data}
          account={account}
          earlier={messages.data.length === limit && limit < PAGE_LIMIT ? () => setLimit(PAGE_LIMIT) : null}
        />
      )}
      <ReplyBox thread={thread} who={who} obstacle={obstacle()} />
    </section>
  );

  function obstacle(): ReplyObstacle | null {
    if (optedOut) return 'opted-out';
    if (!/^\+\d+$/.test(phone)) return 'no-number';
    if (!account) return 'no-account';
    return account.hasSecret ? null : 'no-key';
  }
}

/** Why nothing goes to this person any more; they may have asked by mistake, or asked again by telephone. */
function OptedOut({ phone, who }: { phone: string; who: string }) {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  const optIn = useAction('contacts.optIn');
  const undo = () =>
    optIn.mutate(
      { phone },
      {
        onSuccess: () => {
          void client.invalidateQueries({ queryKey: ['inbox.threads'] });
          tell.done(t('contacts.isOptedIn', { name: who }));
        },
        onError: tell.trouble,
      },
    );

  return (
    <div className={classes.optedOut}>
      <Notice
        tone="warning"
        live="status"
        icon={<IconBellOff aria-hidden />}
        title={t('inbox.optedOut.title', { name: who })}
      >
        <Group justify="space-between" gap="sm">
          <Text maw={520}>{t('inbox.optedOut.body')}</Text>
          {phone.startsWith('+') && (
            <Button size="xs" variant="default" loading={optIn.isPending} onClick={undo}>
              {t('inbox.optedOut.undo')}
            </Button>
          )}
        </Group>
      </Notice>
    </div>
  );
}

/** What stands open before somebody's eyes has been read; a window that nobody sees reads nothing. */
function useMarkRead({ accountId, phone, unread }: Thread) {
  const client = useQueryClient();
  const isSeen = useDocumentVisibility() === 'visible';
  useEffect(() => {
    if (unread === 0 || !isSeen) return;
    // A mark that stays is no reason to trouble anybody: the next look takes it away.
    call('inbox.markRead', { accountId, phone })
      .then(() => client.invalidateQueries({ queryKey: ['inbox.threads'] }))
      .catch(() => undefined);
  }, [accountId, phone, unread, isSeen, client]);
}
