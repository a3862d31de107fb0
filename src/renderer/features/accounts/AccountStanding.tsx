import { Group, Skeleton, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { ApiError } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './AccountStanding.module.css';
import { LowBalanceMark } from './LowBalanceMark.tsx';
import { MissingKey } from './MissingKey.tsx';
import { usePlainNumber } from './mobsms/use-plain-number.ts';
import { usePlanName } from './mobsms/use-plan-name.ts';
import { ProviderTrouble } from './ProviderTrouble.tsx';
import { RefreshButton, type Refreshable } from './RefreshButton.tsx';
import { useAccountCheck } from './use-account-check.ts';
import { useBalanceWords } from './use-balance-words.ts';
import { useProviderCall } from './use-provider-call.ts';

interface AccountStandingProps {
  account: Account;
  /** Alone, it says the sender's name, too, which an account's own page shows by itself. */
  alone?: boolean;
}

/** What the provider says of an account right now; or the way to enter its key again. */
export function AccountStanding({ account, alone = false }: AccountStandingProps) {
  if (!account.hasSecret) return <MissingKey account={account} />;
  if (account.provider === 'mobsms') return <MobsmsStanding account={account} />;
  return <CheckedStanding account={account} alone={alone} />;
}

/** By the check: the balance, and the price of a part or the sender's name. */
function CheckedStanding({ account, alone }: Required<AccountStandingProps>) {
  const { t } = useTranslation();
  const format = useFormat();
  const check = useAccountCheck(account);
  const balance = useBalanceWords();
  // On its own page DevSMS's statistics stand beside the balance, and one button asks for both anew.
  const statistics = useProviderCall('devsms.balance', { accountId: account.id }, { enabled: false });
  const refreshed = !alone && account.provider === 'devsms' ? together(check, statistics) : check;
  return (
    <Standing account={account} query={check}>
      {({ balance: left, price, notes }) =>
        left ? (
          <>
            <Balance account={account} refreshed={refreshed}>
              {balance(left)}
            </Balance>
            <Text c="dimmed" className="number">
              {price && t('accounts.price', { price: format.price(price) })}
              {alone && account.provider === 'ubill' && <UbillSenderName account={account} />}
            </Text>
          </>
        ) : (
          <>
            <Label account={account} refreshed={refreshed}>
              {t('accounts.says')}
            </Label>
            <Text mt={2}>{notes.join(' · ') || t('accounts.balanceUnknown')}</Text>
          </>
        )
      }
    </Standing>
  );
}

/** Of MobSMS, whose check tells no balance: it names no currency for it. */
function MobsmsStanding({ account }: { account: Account }) {
  const { t } = useTranslation();
  const number = usePlainNumber();
  const planName = usePlanName();
  const query = useProviderCall('mobsms.account', { accountId: account.id });
  return (
    <Standing account={account} query={query}>
      {({ balance, stats, subscription }) => {
        const facts = [
          planName(subscription.plan),
          stats.devices === null
            ? null
            : t('mobsms.overview.phonesActive', {
                active: number(stats.activeDevices ?? 0),
                all: number(stats.devices),
              }),
        ];
        return (
          <>
            <Balance account={account} refreshed={query}>
              {number(balance) ?? t('accounts.balanceUnknown')}
            </Balance>
            <Text c="dimmed" className="number">
              {facts.filter((fact) => fact !== null).join(' · ')}
            </Text>
          </>
        );
      }}
    </Standing>
  );
}

function UbillSenderName({ account }: { account: Account }) {
  const { t } = useTranslation();
  const brands = useProviderCall('ubill.brands', { accountId: account.id });
  const used = brands.data?.find(({ id }) => id === String(account.settings['brandID']));
  return used && t('ubill.sender.as', { name: used.name });
}

interface StandingProps<T> {
  account: Account;
  query: UseQueryResult<T, ApiError>;
  children: (told: T) => ReactNode;
}

/** The shape of an answer until it comes, and what went wrong in place of one. */
function Standing<T>({ account, query, children }: StandingProps<T>) {
  const { t } = useTranslation();
  if (query.isPending) {
    return (
      <Stack gap={8} component="output" aria-label={t('accounts.checking')}>
        <Skeleton height={11} width={70} />
        <Skeleton height={22} width={130} />
      </Stack>
    );
  }
  if (query.isError) {
    return (
      <ProviderTrouble accountId={account.id} error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  return <div>{children(query.data)}</div>;
}

interface LabelProps {
  account: Account;
  /** What is asked for anew. */
  refreshed: Refreshable;
  children: ReactNode;
}

function Balance({ account, refreshed, children }: LabelProps) {
  const { t } = useTranslation();
  return (
    <>
      <Label account={account} refreshed={refreshed}>
        {t('accounts.balance')}
      </Label>
      <Group gap={8} align="center">
        <span className={classes.balance}>{children}</span>
        {account.balanceIsLow && <LowBalanceMark />}
      </Group>
    </>
  );
}

/** What stands below, and the way to ask for it anew. */
function Label({ account, refreshed, children }: LabelProps) {
  const { t } = useTranslation();
  return (
    <Group gap={4} align="center" mt={-6}>
      <Text size="xs" c="dimmed" fw={600}>
        {children}
      </Text>
      <RefreshButton
        query={refreshed}
        size="sm"
        label={t('accounts.checkAgainFor', { name: account.name })}
      />
    </Group>
  );
}

function together(...all: readonly Refreshable[]): Refreshable {
  return {
    isFetching: all.some(({ isFetching }) => isFetching),
    isPending: all.every(({ isPending }) => isPending),
    refetch: () => Promise.all(all.map(({ refetch }) => refetch())),
  };
}
