import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../../shared/account.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { Answer } from '../Answer.tsx';
import { useAccountCheck } from '../use-account-check.ts';
import { useProviderCall } from '../use-provider-call.ts';
import { BrandState } from './BrandState.tsx';
import { UbillSmsLeft } from './UbillSmsLeft.tsx';

/** Under which name the account sends, and whether uBill lets it; how many SMS are left. */
export function UbillSender({ account }: { account: Account }) {
  const { t } = useTranslation();
  const check = useAccountCheck(account);
  const brands = useProviderCall('ubill.brands', { accountId: account.id });
  const id = String(account.settings['brandID']);
  return (
    <>
      {/* A number that the check brought home stands above already. */}
      {check.data?.balance === null && <UbillSmsLeft account={account} />}
      <Panel
        title={t('ubill.sender.title')}
        actions={
          <Button component={Link} href={`/accounts/${account.id}/brands`} variant="default" size="xs">
            {t('ubill.sender.all')}
          </Button>
        }
      >
        <Answer accountId={account.id} query={brands} height={26}>
          {(known) => {
            if (!known) return <Text c="dimmed">{t('ubill.sender.untold', { id })}</Text>;
            const brand = known.find((candidate) => candidate.id === id);
            if (!brand) return <Text>{t('ubill.sender.unknown', { id })}</Text>;
            return (
              <Group gap="sm">
                <Text fw={650} size="lg">
                  {brand.name}
                </Text>
                <BrandState authorized={brand.authorized} />
                <Text c="dimmed">{t('ubill.sender.id', { id })}</Text>
              </Group>
            );
          }}
        </Answer>
      </Panel>
    </>
  );
}
