import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AtStake } from '../../../shared/decision.ts';
import { useFormat } from '../../ui/use-format.ts';

/** What sending again would cost: in money where the providers tell their prices, else in parts. */
export function MoneyAtStake({ stake: { parts, price, cost } }: { stake: AtStake }) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = { count: parts, number: format.count(parts) };
  if (cost === null) return <Text>{t('unknown.parts', all)}</Text>;

  const money = { ...all, cost: format.money(cost) };
  return (
    <Text>
      {price === null
        ? t('unknown.moneyMixed', money)
        : t('unknown.money', { ...money, price: format.price(price) })}
    </Text>
  );
}
