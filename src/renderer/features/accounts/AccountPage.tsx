import { Button, Skeleton } from '@mantine/core';
import { IconPlugConnected, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { ToneBadge } from '../../ui/ToneBadge.tsx';
import { panelOf } from './account-panels.ts';
import { AccountPanel } from './AccountPanel.tsx';
import { PanelNav } from './PanelNav.tsx';

interface AccountPageProps {
  id: number;
  /** The end of the address; nothing for the overview. */
  panel: string | undefined;
}

/** One account: how it stands, what its provider offers beside sending, and its settings. */
export function AccountPage({ id, panel: name }: AccountPageProps) {
  const { t } = useTranslation();
  const accounts = useCall('accounts.list', {});
  const account = accounts.data?.find((known) => known.id === id);
  const panel = account && panelOf(account.provider, name);

  return (
    <Page
      width="table"
      back={{ to: '/accounts', label: t('accounts.title') }}
      title={account?.name ?? t('accounts.one')}
      aside={account?.demo && <ToneBadge tone="plain">{t('accounts.demo')}</ToneBadge>}
      description={account && t(`providers.${account.provider}.name`)}
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
      {account && panel && (
        <>
          <PanelNav account={account} current={panel} />
          <AccountPanel account={account} panel={panel} />
        </>
      )}
    </Page>
  );
}
