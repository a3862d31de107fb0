import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './AccountStanding.module.css';
import { LowBalanceMark } from './LowBalanceMark.tsx';
import { MissingKey } from './MissingKey.tsx';
import { MobsmsStanding } from './mobsms/MobsmsStanding.tsx';
import { ProviderTrouble } from './ProviderTrouble.tsx';
import { RefreshButton } from './RefreshButton.tsx';
import { useAccountCheck } from './use-account-check.ts';
import { useBalanceWords } from './use-balance-words.ts';

/** What the provider says of an account right now; or the way to enter its key again. */
export function AccountStanding({ account }: { account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const check = useAccountCheck(account);
  const balance = useBalanceWords();

  if (!account.hasSecret) return <MissingKey account={account} />;
  if (check.isPending) {
    return (
      <Stack gap={8} component="output" aria-label={t('accounts.checking')}>
        <Skeleton height={11} width={70} />
        <Skeleton height={22} width={130} />
      </Stack>
    );
  }
  if (check.isError) {
    return (
      <ProviderTrouble accountId={account.id} error={check.error} onRetry={() => void check.refetch()} />
    );
  }

  // It has no balance in money or messages to tell, and no words of its own are needed beside it.
  if (account.provider === 'mobsms') return <MobsmsStanding account={account} />;

  const { price, notes } = check.data;
  const said = notes.join(' · ');
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <div>
        <Text size="xs" c="dimmed" fw={600}>
          {t(check.data.balance ? 'accounts.balance' : 'accounts.says')}
        </Text>
        {check.data.balance ? (
          <Group gap={8} align="center">
            <span className={classes.balance}>{balance(check.data.balance)}</span>
            {price && (
              <Text c="dimmed" className="number">
                {t('accounts.price', { price: format.money(price) })}
              </Text>
            )}
            {account.balanceIsLow && <LowBalanceMark />}
          </Group>
        ) : (
          <Text mt={2}>{said || t('accounts.balanceUnknown')}</Text>
        )}
      </div>
      <RefreshButton query={check} label={t('accounts.checkAgainFor', { name: account.name })} />
    </Group>
  );
}
