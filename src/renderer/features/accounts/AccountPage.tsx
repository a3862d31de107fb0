import { Button, Skeleton } from '@mantine/core';
import { IconPlugConnected, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { AccountEditor } from './AccountEditor.tsx';
import { AccountStanding } from './AccountStanding.tsx';

/** Connects a provider (`id` is null), or changes an account and shows how it stands. */
export function AccountPage({ id }: { id: number | null }) {
  const { t } = useTranslation();
  const accounts = useCall('accounts.list', {}, { enabled: id !== null });
  const account = accounts.data?.find((known) => known.id === id);
  const back = { to: '/accounts', label: t('accounts.title') };

  if (id === null) {
    return (
      <Page
        width="form"
        back={back}
        title={t('accounts.new.title')}
        description={t('accounts.new.description')}
      >
        <AccountEditor account={null} />
      </Page>
    );
  }
  return (
    <Page
      width="form"
      back={back}
      title={account?.name ?? t('accounts.one')}
      actions={
        account?.hasSecret && (
          <Button
            component={Link}
            href="/campaigns/new"
            variant="default"
            leftSection={<IconSend size={17} aria-hidden />}
          >
            {t('campaigns.create')}
          </Button>
        )
      }
    >
      {accounts.isPending && <Skeleton height={320} radius="lg" />}
      {accounts.isError && <ErrorNote error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.isSuccess && !account && (
        <Card>
          <Empty
            icon={<IconPlugConnected size={28} aria-hidden />}
            title={t('accounts.gone.title')}
            action={
              <Button component={Link} href="/accounts" variant="default">
                {t('accounts.gone.action')}
              </Button>
            }
          >
            {t('accounts.gone.body')}
          </Empty>
        </Card>
      )}
      {account && (
        <>
          <Card>
            <AccountStanding account={account} />
          </Card>
          <AccountEditor key={account.id} account={account} />
        </>
      )}
    </Page>
  );
}
