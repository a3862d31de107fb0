import { Group, List, SimpleGrid, Text } from '@mantine/core';
import { IconCrown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { MobsmsSubscription } from '../../../../shared/mobsms.ts';
import { fromUnits } from '../../../../shared/money.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ToneBadge } from '../../../ui/ToneBadge.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { PaymentDetails } from './PaymentDetails.tsx';
import { PromoCode } from './PromoCode.tsx';
import { usePlanName } from './use-plan-name.ts';

/** What MobSMS's plans are told to have, as its API writes it. */
const knownFeatures = ['api', 'webhooks', 'bulk'] as const;

/** The plan at MobSMS: what it is, what it costs, how it is paid, and a promo code. */
export function MobsmsSubscriptionPanel({ account }: { account: Account }) {
  const { t } = useTranslation();
  const query = useProviderCall('mobsms.subscription', { accountId: account.id });
  return (
    <>
      <Panel title={t('mobsms.subscription.title')} actions={<RefreshButton query={query} />}>
        <Answer accountId={account.id} query={query} height={180}>
          {(subscription) => <Plan subscription={subscription} />}
        </Answer>
      </Panel>
      {query.data && (
        <>
          <PaymentDetails payment={query.data.payment} />
          <PromoCode account={account} />
        </>
      )}
    </>
  );
}

function Plan({ subscription }: { subscription: MobsmsSubscription }) {
  const { t } = useTranslation();
  const format = useFormat();
  const planName = usePlanName();
  const { plan, isPremium, premiumUntil, prices, features } = subscription;
  /** A word that MobSMS has added since is shown as it is. */
  const featureName = (feature: string) => {
    const known = knownFeatures.find((name) => name === feature.toLowerCase());
    return known ? t(`mobsms.subscription.featureNames.${known}`) : feature;
  };
  /** The badge says the same. */
  const saysPremium = isPremium && (plan === null || plan.toLowerCase() === 'premium');
  const price = (amount: number | null) => {
    if (amount === null) return null;
    // A sign for three letters only: any other word would not be a currency that anybody can format.
    if (!/^[A-Z]{3}$/i.test(prices.currency ?? '')) return format.count(amount);
    return format.money(fromUnits(amount, prices.currency ?? ''));
  };
  return (
    <SimpleGrid minColWidth="300px" spacing="xl">
      <Facts
        facts={[
          {
            label: t('mobsms.subscription.plan'),
            value: (
              <Group gap={8}>
                {!saysPremium && (planName(plan) ?? t('ui.notTold'))}
                {isPremium && (
                  <ToneBadge tone="good" icon={<IconCrown size={14} stroke={2} aria-hidden />}>
                    {t('mobsms.subscription.premium')}
                  </ToneBadge>
                )}
              </Group>
            ),
          },
          {
            label: t('mobsms.subscription.until'),
            value: premiumUntil === null ? t('accounts.none') : format.day(premiumUntil),
          },
          { label: t('mobsms.subscription.monthly'), value: price(prices.monthly) },
          { label: t('mobsms.subscription.yearly'), value: price(prices.yearly) },
        ]}
      />
      <div>
        <Text c="dimmed" mb={4}>
          {t('mobsms.subscription.features')}
        </Text>
        {features.length === 0 ? (
          <Text>{t('ui.notTold')}</Text>
        ) : (
          <List size="sm">
            {features.map((feature) => (
              <List.Item key={feature}>{featureName(feature)}</List.Item>
            ))}
          </List>
        )}
      </div>
    </SimpleGrid>
  );
}
