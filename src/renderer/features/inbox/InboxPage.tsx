import { Button, Group, Skeleton } from '@mantine/core';
import { IconKey, IconMessages, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { providerFacts } from '../../../shared/provider-facts.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { EnterKeyButton } from '../accounts/EnterKeyButton.tsx';
import { Conversation } from './Conversation.tsx';
import { EmptyInbox } from './EmptyInbox.tsx';
import { draftKey, useInboxSession } from './inbox-session.tsx';
import classes from './InboxPage.module.css';
import { ThreadList } from './ThreadList.tsx';
import { useRefresh } from './use-refresh.ts';
import { useThreadPages } from './use-thread-pages.ts';

/** What people have written back: the conversations, and the one that is open. */
export function InboxPage() {
  const { t } = useTranslation();
  const { chosen, choose } = useInboxSession();
  const accounts = useCall('accounts.list', {});
  const pages = useThreadPages();
  const receiving = accounts.data?.filter(({ provider }) => providerFacts[provider].inbox) ?? [];
  const refresh = useRefresh(receiving.filter(({ hasSecret }) => hasSecret));
  const threads = pages.data;
  const open = threads?.find(
    ({ accountId, phone }) => chosen?.accountId === accountId && chosen.phone === phone,
  );
  const trouble = pages.error ?? accounts.error;
  const loading = !trouble && (!threads || !accounts.data);
  const canLook = receiving.some(({ hasSecret }) => hasSecret);

  const look = (
    <Button
      variant="default"
      leftSection={<IconRefresh size={17} aria-hidden />}
      loading={refresh.isPending}
      onClick={() => refresh.mutate()}
    >
      {t('inbox.refresh')}
    </Button>
  );

  return (
    <Page
      title={t('frame.inbox')}
      description={t('inbox.description')}
      actions={canLook && threads && threads.length > 0 ? look : undefined}
    >
      {trouble && (
        <ErrorNote error={trouble} onRetry={() => void Promise.all([pages.refetch(), accounts.refetch()])} />
      )}
      {loading && (
        <div className={classes.columns}>
          <Skeleton radius="lg" height={320} />
          <Skeleton radius="lg" height={420} />
        </div>
      )}
      {!loading && threads?.length === 0 && <EmptyInbox receiving={receiving} look={canLook ? look : null} />}
      {threads &&
        threads.length > 0 &&
        receiving.map((account) => !account.hasSecret && <NoKey key={account.id} account={account} />)}
      {!loading && threads && threads.length > 0 && (
        <div className={classes.columns}>
          <ThreadList
            threads={threads}
            chosen={chosen}
            withAccount={new Set(threads.map(({ accountId }) => accountId)).size > 1}
            onChoose={choose}
            more={
              pages.hasNextPage && (
                <Button
                  variant="subtle"
                  size="xs"
                  loading={pages.isFetchingNextPage}
                  onClick={() => void pages.fetchNextPage()}
                >
                  {t('inbox.more')}
                </Button>
              )
            }
          />
          {open ? (
            <Conversation
              key={draftKey(open)}
              thread={open}
              account={accounts.data?.find(({ id }) => id === open.accountId)}
            />
          ) : (
            <Card style={{ display: 'grid', placeItems: 'center' }}>
              <Empty icon={<IconMessages size={28} aria-hidden />} title={t('inbox.choose.title')}>
                {t('inbox.choose.body')}
              </Empty>
            </Card>
          )}
        </div>
      )}
    </Page>
  );
}

/** Why nothing new comes in through an account, beside what came before. */
function NoKey({ account }: { account: Account }) {
  const { t } = useTranslation();
  return (
    <Notice tone="warning" icon={<IconKey aria-hidden />}>
      <Group justify="space-between" gap="sm">
        {t('inbox.noKey', { account: account.name })}
        <EnterKeyButton account={account} />
      </Group>
    </Notice>
  );
}
