import { Text } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Account } from '../../../../shared/account.ts';
import { useAction } from '../../../api.ts';
import { ConfirmedButton } from '../../../ui/ConfirmedButton.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { useRecheck } from '../use-recheck.ts';
import { usePlanName } from './use-plan-name.ts';

/** Whose key it is that Kaptar holds, and the way to give it up. */
export function SignedInUser({ account }: { account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const planName = usePlanName();
  const query = useProviderCall('mobsms.user', { accountId: account.id });
  return (
    <Panel title={t('mobsms.user.title')} actions={<LogOut account={account} />}>
      <Answer accountId={account.id} query={query} height={100}>
        {({ name, email, plan, premiumUntil }) => (
          <Facts
            facts={[
              { label: t('mobsms.overview.user'), value: name },
              { label: t('mobsms.overview.email'), value: email },
              { label: t('mobsms.subscription.plan'), value: planName(plan) },
              {
                label: t('mobsms.subscription.until'),
                value: premiumUntil === null ? t('accounts.none') : format.day(premiumUntil),
              },
            ]}
          />
        )}
      </Answer>
    </Panel>
  );
}

function LogOut({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const recheck = useRecheck();
  const logOut = useAction('mobsms.logOut');
  return (
    <ConfirmedButton
      variant="default"
      size="xs"
      leftSection={<IconLogout size={15} aria-hidden />}
      label={t('mobsms.user.logOut')}
      title={t('mobsms.user.confirm.title')}
      action={logOut}
      onConfirm={() =>
        logOut.mutate(
          { accountId: account.id },
          {
            onSuccess: () => {
              navigate(`/accounts/${account.id}`);
              void recheck(account.id);
            },
          },
        )
      }
    >
      <Text>{t('mobsms.user.confirm.body')}</Text>
    </ConfirmedButton>
  );
}
