import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MobsmsSubscription } from '../../../../shared/mobsms.ts';
import { CopyText } from '../../../ui/CopyText.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';

const fields = ['asset', 'network', 'walletAddress', 'adminTelegram'] as const;

/** How MobSMS wants to be paid, in its own words. Kaptar pays nothing. */
export function PaymentDetails({ payment }: Pick<MobsmsSubscription, 'payment'>) {
  const { t } = useTranslation();
  return (
    <Panel title={t('mobsms.payment.title')} description={t('mobsms.payment.hint')}>
      {payment ? (
        <Facts
          facts={fields.map((field) => {
            const label = t(`mobsms.payment.${field}`);
            const value = payment[field];
            return {
              label,
              value: value && (
                <Group gap="sm">
                  {value}
                  <CopyText text={value} what={label} />
                </Group>
              ),
            };
          })}
        />
      ) : (
        <Text c="dimmed">{t('mobsms.payment.none')}</Text>
      )}
    </Panel>
  );
}
