import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useBalanceWords } from '../accounts/use-balance-words.ts';
import { isEnough, isPriceless } from './balance-check.ts';
import type { CheckKind } from './preflight.ts';
import { useCostWords } from './use-cost-words.ts';
import { useMomentWords } from './use-moment-words.ts';

interface CheckFacts {
  estimate: Estimate;
  list: string;
  accounts: readonly Account[];
  /** When it goes; null for at once. */
  moment: number | null;
  now: number;
  quietHours: Settings['quietHours'] | undefined;
}

/** What a line of the pre-flight list says, and what there is to know beside it. */
export interface CheckWords {
  title: string;
  detail?: string;
}

/** The words of each line of the pre-flight list. */
export function useCheckWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const balanceWords = useBalanceWords();
  const costWords = useCostWords();
  const momentWords = useMomentWords();

  return (kind: CheckKind, facts: CheckFacts): CheckWords => {
    const { estimate, list, accounts, moment, now, quietHours } = facts;
    const { skipped, accounts: shares, durationMs, quiet } = estimate;
    const waiting = quiet.reduce((sum, { messages }) => sum + messages, 0);
    const counted = (count: number) => ({ count, number: format.count(count) });
    switch (kind) {
      case 'recipients':
        return {
          title: t('preflight.recipients', {
            ...counted(estimate.messages),
            list,
            account: format.list(shares.map(({ accountName }) => accountName)),
          }),
        };
      case 'duplicates':
        return { title: t('preflight.duplicates') };
      case 'optedOut':
        return { title: t('preflight.optedOut', counted(skipped.optedOut)) };
      case 'missingField':
        return {
          title: t('preflight.missingField.title', counted(skipped.missingField)),
          detail: t('preflight.missingField.detail'),
        };
      case 'tooLong':
        return { title: t('preflight.tooLong', counted(skipped.tooLong)) };
      case 'noRoute':
        return { title: t('preflight.noRoute', counted(skipped.noRoute)) };
      case 'parts':
        return {
          title: t('preflight.parts', counted(estimate.parts)),
          ...(estimate.parts > estimate.messages ? { detail: t('preflight.partsDetail') } : {}),
        };
      case 'saving':
        return {
          title: t('preflight.saving.title', counted(estimate.saving.everywhere)),
          detail: t('preflight.saving.detail'),
        };
      case 'cost':
        return {
          title: shares.every(isPriceless)
            ? t('preflight.costUnknown')
            : t('preflight.cost', { cost: costWords(estimate) }),
          detail: format.list(
            shares
              .filter(({ balance }) => balance !== null)
              .map(({ accountName, balance }) =>
                t('preflight.balanceOf', { account: accountName, balance: balanceWords(balance) }),
              ),
          ),
        };
      case 'balance':
        return balanceTrouble();
      case 'duration': {
        const begins = moment ?? now;
        return {
          title: t(moment === null ? 'preflight.duration.now' : 'preflight.duration.later', {
            duration: format.duration(durationMs ?? 0),
            moment: moment === null ? '' : momentWords(moment),
          }),
          detail: t('preflight.duration.ends', { time: format.dateTime(begins + (durationMs ?? 0)) }),
        };
      }
      case 'quietHours':
        return {
          title: t('preflight.quietHours', {
            from: minuteWords(quietHours?.from ?? 0),
            until: minuteWords(quietHours?.until ?? 0),
          }),
          ...(waiting > 0 ? { detail: t('preflight.quietWaits', counted(waiting)) } : {}),
        };
    }

    function balanceTrouble(): CheckWords {
      const short = shares.filter((share) => !isEnough(share));
      if (short.length > 0) {
        const names = format.list(short.map(({ accountName }) => accountName));
        return { title: t('preflight.short.title', { account: names }), detail: t('preflight.short.detail') };
      }
      const low = accounts.filter(
        ({ id, balanceIsLow }) => balanceIsLow && shares.some(({ accountId }) => accountId === id),
      );
      return {
        title: t('preflight.low.title', { account: format.list(low.map(({ name }) => name)) }),
        detail: t('preflight.low.detail', {
          balance: format.list(low.map(({ balance }) => balanceWords(balance))),
        }),
      };
    }
  };

  function minuteWords(minute: number): string {
    return format.clock(new Date(2000, 0, 1, 0, minute).getTime());
  }
}
