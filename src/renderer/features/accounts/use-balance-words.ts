import { useTranslation } from 'react-i18next';
import type { Balance } from '../../../shared/account.ts';
import { useFormat } from '../../ui/use-format.ts';

/** A balance in words; some providers count money, some count SMS, some tell nothing. */
export function useBalanceWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return (balance: Balance | null) => {
    if (!balance) return t('accounts.balanceUnknown');
    if (balance.unit === 'money') return format.money(balance.money);
    return t('accounts.balanceMessages', {
      count: balance.messages,
      number: format.count(balance.messages),
    });
  };
}
