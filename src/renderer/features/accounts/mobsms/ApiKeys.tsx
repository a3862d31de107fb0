import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { MobsmsApiKey } from '../../../../shared/mobsms.ts';
import { callKey, useAction } from '../../../api.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable, type PlainColumn } from '../../../ui/PlainTable.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useKept } from '../../../ui/use-kept.ts';
import { useTell } from '../../../ui/use-tell.tsx';
import { Answer } from '../Answer.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { NewApiKey } from './NewApiKey.tsx';

/** The keys to the MobSMS account: Kaptar's own and other programs'. The keys themselves are never told. */
export function ApiKeys({ account }: { account: Account }) {
  const { t } = useTranslation();
  const query = useProviderCall('mobsms.keys', { accountId: account.id });
  const [asked, setAsked] = useState<MobsmsApiKey | null>(null);
  const columns = useKeyColumns(setAsked);

  return (
    <Panel
      title={t('mobsms.keys.title')}
      description={t('mobsms.keys.hint')}
      actions={
        <>
          <RefreshButton query={query} />
          <NewApiKey account={account} />
        </>
      }
    >
      <Answer accountId={account.id} query={query} height={140}>
        {(keys) =>
          keys.length === 0 ? (
            <Empty icon={<IconKey size={28} aria-hidden />} title={t('mobsms.keys.empty.title')}>
              {t('mobsms.keys.empty.body')}
            </Empty>
          ) : (
            <PlainTable
              label={t('mobsms.keys.title')}
              columns={columns}
              rows={keys}
              rowKey={({ id }) => id}
            />
          )
        }
      </Answer>
      <RevokeKey account={account} apiKey={asked} onClose={() => setAsked(null)} />
    </Panel>
  );
}

interface RevokeKeyProps {
  account: Account;
  /** Null asks nothing. */
  apiKey: MobsmsApiKey | null;
  onClose: () => void;
}

function RevokeKey({ account, apiKey, onClose }: RevokeKeyProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const revoke = useAction('mobsms.revokeKey');
  const shown = useKept(apiKey);
  const close = () => {
    revoke.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={apiKey !== null}
      onClose={close}
      title={t('mobsms.keys.revoke.title', { name: shown?.name })}
      confirm={t('mobsms.keys.revoke.action')}
      danger
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => {
        if (!apiKey) return;
        revoke.mutate(
          { accountId: account.id, id: apiKey.id },
          {
            onSuccess: () => {
              close();
              tell.done(t('mobsms.keys.revoke.done', { name: apiKey.name }));
              void client.invalidateQueries({ queryKey: callKey('mobsms.keys', { accountId: account.id }) });
            },
          },
        );
      }}
    >
      <Text>{t('mobsms.keys.revoke.body')}</Text>
    </ConfirmDialog>
  );
}

function useKeyColumns(onRevoke: (key: MobsmsApiKey) => void): PlainColumn<MobsmsApiKey>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'name', header: t('mobsms.keys.name'), cell: ({ name }) => <Text fw={600}>{name}</Text> },
    {
      key: 'abilities',
      header: t('mobsms.keys.abilities'),
      cell: ({ abilities }) =>
        abilities.includes('*') ? t('mobsms.keys.everything') : format.list(abilities),
    },
    {
      key: 'createdAt',
      header: t('mobsms.keys.createdAt'),
      width: 'fit',
      cell: ({ createdAt }) => (createdAt === null ? t('accounts.none') : format.dateTime(createdAt)),
    },
    {
      key: 'lastUsedAt',
      header: t('mobsms.keys.lastUsedAt'),
      width: 'fit',
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('mobsms.keys.never') : format.dateTime(lastUsedAt)),
    },
    {
      key: 'revoke',
      pinned: true,
      header: t('mobsms.keys.revoke.header'),
      width: 'fit',
      cell: (key) => (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={t('mobsms.keys.revoke.named', { name: key.name })}
          onClick={() => onRevoke(key)}
        >
          {t('mobsms.keys.revoke.action')}
        </Button>
      ),
    },
  ];
}
