import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account, Balance } from '../../../shared/account.ts';
import { fromUnits } from '../../../shared/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useBalanceWords } from './use-balance-words.ts';

/** What a low balance means, and the threshold behind it. */
export function LowBalanceNote({ account }: { account: Account }) {
  const { t } = useTranslation();
  const balance = useBalanceWords();
  if (!account.balance) return null;
  const threshold = balance(inUnitOf(account.balance, Number(account.settings['lowBalance'] ?? 0)));
  return (
    <Notice
      tone="warning"
      live="status"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('accounts.lowBalance.title')}
    >
      <Text>{t('accounts.lowBalance.body', { threshold })}</Text>
    </Notice>
  );
}

/** The threshold is set in the unit of the balance: money or SMS. */
function inUnitOf(balance: Balance, amount: number): Balance {
  if (balance.unit === 'messages') return { unit: 'messages', messages: amount };
  return { unit: 'money', money: fromUnits(amount, balance.money.currency) };
}
