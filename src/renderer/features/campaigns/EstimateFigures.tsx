import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Balance } from '../../../shared/account.ts';
import type { Estimate } from '../../../shared/contract.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useBalanceWords } from '../accounts/use-balance-words.ts';
import { isEnough } from './balance-check.ts';
import classes from './EstimateFigures.module.css';

interface EstimateFiguresProps {
  estimate: Estimate | undefined;
  balance: Balance | null;
}

/** What a campaign would be: who gets it, who does not and why, parts, cost against balance, and time. */
export function EstimateFigures({ estimate, balance }: EstimateFiguresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const balanceWords = useBalanceWords();
  if (!estimate) return <Text c="dimmed">{t('estimate.nothingYet')}</Text>;

  const { optedOut, missingField, tooLong } = estimate.skipped;
  const skipped = [
    { key: 'optedOut', number: optedOut },
    { key: 'missingField', number: missingField },
    { key: 'tooLong', number: tooLong },
  ] as const;
  const rows = [
    { key: 'messages', value: format.count(estimate.messages) },
    { key: 'parts', value: format.count(estimate.parts) },
    { key: 'cost', value: estimate.cost ? format.money(estimate.cost) : t('estimate.costUnknown') },
    {
      key: 'duration',
      value:
        estimate.durationMs === null ? t('estimate.durationUnknown') : format.duration(estimate.durationMs),
    },
  ] as const;

  return (
    <dl className={classes.figures}>
      {rows.map(({ key, value }) => (
        <div key={key} className={classes.row} data-main={key === 'messages' || undefined}>
          <dt>{t(`estimate.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {balance && (
        <div className={classes.row} data-warning={!isEnough(balance, estimate) || undefined}>
          <dt>{t('accounts.balance')}</dt>
          <dd>{balanceWords(balance)}</dd>
        </div>
      )}
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
