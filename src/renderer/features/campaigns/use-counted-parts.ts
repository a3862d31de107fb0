import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Message } from '../../../shared/message.ts';
import { useFormat } from '../../ui/use-format.ts';

/** How many parts the provider counts where it counts others than Kaptar, in words; null where it does not. */
export function useCountedParts(accounts: readonly Account[]) {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ parts, providerParts, accountId }: Message): string | null => {
    if (providerParts === null || providerParts === parts) return null;
    const account = accounts.find(({ id }) => id === accountId);
    return t('messages.counted', {
      count: providerParts,
      number: format.count(providerParts),
      provider: account ? t(`providers.${account.provider}.name`) : t('messages.theProvider'),
    });
  };
}
