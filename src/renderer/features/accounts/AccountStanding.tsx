import { ActionIcon, Button, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { IconKey, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { KeyDialog } from './KeyDialog.tsx';
import classes from './AccountStanding.module.css';
import { useAccountCheck } from './use-account-check.ts';
import { useBalanceWords } from './use-balance-words.ts';

/** What the provider says of an account right now; or the way to enter its key again. */
export function AccountStanding({ account }: { account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const check = useAccountCheck(account);
  const [askingKey, setAskingKey] = useState(false);
  const balance = useBalanceWords();

  if (!account.hasSecret) {
    return (
      <>
        <Notice tone="warning" icon={<IconKey aria-hidden />} title={t('accounts.noSecret.title')}>
          <Text>{t('accounts.noSecret.body')}</Text>
          <Button mt="sm" size="xs" onClick={() => setAskingKey(true)}>
            {t('accounts.noSecret.action')}
          </Button>
        </Notice>
        <KeyDialog account={account} opened={askingKey} onClose={() => setAskingKey(false)} />
      </>
    );
  }

  if (check.isPending) {
    return (
      <Stack gap={8} component="output" aria-label={t('accounts.checking')}>
        <Skeleton height={11} width={70} />
        <Skeleton height={22} width={130} />
      </Stack>
    );
  }
  if (check.isError) return <ErrorNote error={check.error} onRetry={() => void check.refetch()} />;

  const { price, notes } = check.data;
  return (
    <Group justify="space-between" align="center" wrap="nowrap">
      <div>
        <Text size="xs" c="dimmed" fw={600}>
          {t('accounts.balance')}
        </Text>
        <Group gap={8} align="baseline">
          <span className={classes.balance}>{balance(check.data.balance)}</span>
          {price && (
            <Text c="dimmed" className="number">
              {t('accounts.price', { price: format.money(price) })}
            </Text>
          )}
        </Group>
        {notes.length > 0 && (
          <Text size="xs" c="dimmed" mt={4}>
            {notes.join(' · ')}
          </Text>
        )}
      </div>
      <Tooltip label={t('accounts.checkAgain')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          loading={check.isFetching}
          aria-label={t('accounts.checkAgainFor', { name: account.name })}
          onClick={() => void check.refetch()}
        >
          <IconRefresh size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
