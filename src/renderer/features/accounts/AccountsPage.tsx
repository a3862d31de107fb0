import { Button, Group, SimpleGrid, Skeleton, Text, Title } from '@mantine/core';
import { IconChecks, IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../shared/account.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { ToneBadge } from '../../ui/ToneBadge.tsx';
import { AccountStanding } from './AccountStanding.tsx';
import { ProviderMark } from './ProviderMark.tsx';

/** All configured providers and how they stand. */
export function AccountsPage() {
  const { t } = useTranslation();
  const accounts = useCall('accounts.list', {});
  const add = (
    <Button component={Link} href="/accounts/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('accounts.add')}
    </Button>
  );

  return (
    <Page
      title={t('accounts.title')}
      description={t('accounts.description')}
      actions={
        accounts.data &&
        accounts.data.length > 0 && (
          <>
            <Button
              component={Link}
              href="/accounts/callbacks"
              variant="default"
              leftSection={<IconChecks size={17} aria-hidden />}
            >
              {t('callbacks.title')}
            </Button>
            {add}
          </>
        )
      }
    >
      {accounts.isError && <ErrorNote error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.isPending && (
        <SimpleGrid minColWidth="340px" spacing="md">
          <Skeleton height={168} radius="lg" />
          <Skeleton height={168} radius="lg" />
        </SimpleGrid>
      )}
      {accounts.data?.length === 0 && (
        <Card>
          <Empty
            icon={<IconPlugConnected size={28} aria-hidden />}
            title={t('accounts.empty.title')}
            action={add}
          >
            {t('accounts.empty.body')}
          </Empty>
        </Card>
      )}
      {accounts.data && accounts.data.length > 0 && (
        <SimpleGrid minColWidth="340px" spacing="md">
          {accounts.data.map((account) => (
            <AccountCard key={account.id} account={account} />
          ))}
        </SimpleGrid>
      )}
    </Page>
  );
}

function AccountCard({ account }: { account: Account }) {
  const { t } = useTranslation();
  const heading = `account-${account.id}`;
  return (
    <Card labelledBy={heading}>
      <Group justify="space-between" wrap="nowrap" mb="lg">
        <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
          <ProviderMark provider={account.provider} />
          <div style={{ minWidth: 0 }}>
            <Group gap={8}>
              <Title order={2} id={heading} size="h3" style={{ overflowWrap: 'anywhere' }}>
                {account.name}
              </Title>
              {account.demo && <ToneBadge tone="plain">{t('accounts.demo')}</ToneBadge>}
            </Group>
            <Text size="xs" c="dimmed">
              {t(`providers.${account.provider}.name`)}
            </Text>
          </div>
        </Group>
        <Button
          component={Link}
          href={`/accounts/${account.id}`}
          variant="default"
          size="xs"
          flex="none"
          aria-label={t('accounts.openNamed', { name: account.name })}
        >
          {t('accounts.open')}
        </Button>
      </Group>
      <AccountStanding account={account} alone />
    </Card>
  );
}
