import { IconAlertTriangle, IconCashBanknote, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useBalanceWords } from '../accounts/use-balance-words.ts';
import { isEnough, isPriceless } from './balance-check.ts';

interface ReviewWarningsProps {
  estimate: Estimate;
  accounts: readonly Account[];
}

/** What speaks for another look before messages go: balances, prices that nobody tells, practice. */
export function ReviewWarnings({ estimate, accounts }: ReviewWarningsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const balanceWords = useBalanceWords();
  const shares = estimate.accounts;
  const several = shares.length > 1;
  const short = shares.filter((share) => !isEnough(share));
  const low = accounts.filter(
    ({ id, balanceIsLow }) =>
      balanceIsLow &&
      shares.some(({ accountId }) => accountId === id) &&
      !short.some(({ accountId }) => accountId === id),
  );
  const priceless = several ? shares.filter(isPriceless) : [];
  const practice = accounts.some(({ id, demo }) => demo && shares.some(({ accountId }) => accountId === id));

  return (
    <>
      {short.map(({ accountId, accountName }) => (
        <Notice
          key={accountId}
          tone="warning"
          icon={<IconAlertTriangle aria-hidden />}
          title={
            several ? t('review.notEnough.titleOf', { account: accountName }) : t('review.notEnough.title')
          }
        >
          {t('review.notEnough.body')}
        </Notice>
      ))}
      {low.map(({ id, name, balance }) => (
        <Notice
          key={id}
          tone="warning"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('review.low.title', { account: name })}
        >
          {t('review.low.body', { balance: balanceWords(balance) })}
        </Notice>
      ))}
      {priceless.length > 0 && (
        <Notice tone="neutral" icon={<IconCashBanknote aria-hidden />}>
          {t('review.priceless', { accounts: format.list(priceless.map(({ accountName }) => accountName)) })}
        </Notice>
      )}
      {practice && (
        <Notice tone="info" icon={<IconSparkles aria-hidden />}>
          {t('review.demo')}
        </Notice>
      )}
    </>
  );
}
