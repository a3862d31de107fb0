import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import { PAGE_LIMIT } from '../../../shared/calls/call.ts';
import { timesMoney } from '../../../shared/money.ts';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useAccountCheck } from '../accounts/use-account-check.ts';

interface MoneyAtStakeProps {
  campaign: Campaign;
  /** Parts of the messages in question; null for all uncertain ones. */
  parts: number | null;
}

/** What sending again would cost, where the provider tells its price. */
export function MoneyAtStake({ campaign, parts }: MoneyAtStakeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const accounts = useCall('accounts.list', {});
  const check = useAccountCheck(accounts.data?.find(({ id }) => id === campaign.accountId));
  const uncertain = useCall(
    'campaigns.messages',
    { id: campaign.id, state: 'unknown', limit: PAGE_LIMIT },
    { enabled: parts === null },
  );
  const all = parts ?? partsOf(uncertain.data);
  const price = check.data?.price;
  // Several accounts have several prices, and the messages in question may be of any.
  if (!price || all === null || campaign.accountIds.length > 1) return null;

  const cost = format.money(timesMoney(price, all));
  return (
    <Text>
      {t('unknown.money', { count: all, number: format.count(all), price: format.price(price), cost })}
    </Text>
  );
}

/** The parts of all messages, counted on one page of them and carried over to the rest. */
function partsOf(page: { messages: { parts: number }[]; total: number } | undefined): number | null {
  if (!page || page.messages.length === 0) return null;
  const counted = page.messages.reduce((sum, message) => sum + message.parts, 0);
  return Math.round((counted * page.total) / page.messages.length);
}
