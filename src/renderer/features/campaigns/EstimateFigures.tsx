import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useBalanceWords } from '../accounts/use-balance-words.ts';
import { isEnough } from './balance-check.ts';
import classes from './EstimateFigures.module.css';
import { useCostWords } from './use-cost-words.ts';

interface EstimateFiguresProps {
  estimate: Estimate | undefined;
  /** False where a table beside it tells of each account. */
  withAccounts?: boolean;
}

/** What a campaign would be: who gets it, who does not and why, parts, cost against balance, and time. */
export function EstimateFigures({ estimate, withAccounts = true }: EstimateFiguresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const balanceWords = useBalanceWords();
  const costWords = useCostWords();
  if (!estimate) return <Text c="dimmed">{t('estimate.nothingYet')}</Text>;

  const several = estimate.accounts.length > 1;
  const accounts = withAccounts ? estimate.accounts : [];
  const { optedOut, missingField, tooLong, noRoute } = estimate.skipped;
  const skipped = [
    { key: 'optedOut', number: optedOut },
    { key: 'missingField', number: missingField },
    { key: 'tooLong', number: tooLong },
    { key: 'noRoute', number: noRoute },
  ] as const;
  const rows = [
    { key: 'parts', value: format.count(estimate.parts) },
    { key: 'cost', value: costWords(estimate) },
    {
      key: 'duration',
      value:
        estimate.durationMs === null ? t('estimate.durationUnknown') : format.duration(estimate.durationMs),
    },
  ] as const;

  return (
    <dl className={classes.figures}>
      <div className={classes.row} data-main>
        <dt>{t('estimate.messages')}</dt>
        <dd>{format.count(estimate.messages)}</dd>
      </div>
      {several &&
        accounts.map(({ accountId, accountName, messages }) => (
          <div key={accountId} className={classes.row} data-share>
            <dt>{t('estimate.through', { account: accountName })}</dt>
            <dd>{format.count(messages)}</dd>
          </div>
        ))}
      {rows.map(({ key, value }) => (
        <div key={key} className={classes.row}>
          <dt>{t(`estimate.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {accounts
        .filter(({ balance }) => balance !== null)
        .map((account) => (
          <div key={account.accountId} className={classes.row} data-warning={!isEnough(account) || undefined}>
            <dt>
              {several ? t('estimate.balanceOf', { account: account.accountName }) : t('accounts.balance')}
            </dt>
            <dd>{balanceWords(account.balance)}</dd>
          </div>
        ))}
      {skipped
        .filter(({ number }) => number > 0)
        .map(({ key, number }) => (
          <div key={key} className={classes.row} data-warning>
            <dt>{t(`estimate.skipped.${key}`)}</dt>
            <dd>{format.count(number)}</dd>
          </div>
        ))}
    </dl>
  );
}
