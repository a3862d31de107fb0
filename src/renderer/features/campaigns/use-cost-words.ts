import { useTranslation } from 'react-i18next';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import type { Money } from '../../../shared/money.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useBalanceWords } from '../accounts/use-balance-words.ts';
import { isPriceless } from './balance-check.ts';

/** What a campaign costs, in words: money, SMS of accounts that count those, and whether something is missing in it. */
export function useCostWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const balanceWords = useBalanceWords();
  return ({ cost, accounts }: Estimate): string => {
    // Nobody has been asked yet.
    if (accounts.length === 0) return t('estimate.durationUnknown');
    if (cost) return format.money(cost);
    const sms = accounts
      .filter((share) => share.cost === null && !isPriceless(share))
      .reduce((sum, { parts }) => sum + parts, 0);
    const known = [
      ...sumByCurrency(accounts.flatMap((share) => share.cost ?? [])).map(format.money),
      ...(sms > 0 ? [balanceWords({ unit: 'messages', messages: sms })] : []),
    ].join(' + ');
    if (known === '') return t('estimate.costUnknown');
    return accounts.some(isPriceless) ? t('estimate.costPartly', { known }) : known;
  };
}

function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { micros, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + micros);
  return [...sums].map(([currency, micros]) => ({ currency, micros }));
}
