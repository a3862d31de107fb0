import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Account } from '../../../shared/account.ts';
import { useAction } from '../../api.ts';
import { ConfirmedButton } from '../../ui/ConfirmedButton.tsx';

/** Removes an account: its key cannot be brought back. */
export function RemoveAccount({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const remove = useAction('accounts.remove');
  return (
    <ConfirmedButton
      ml={-18}
      label={t('accounts.remove.action')}
      title={t('accounts.remove.title', { name: account.name })}
      action={remove}
      onConfirm={() =>
        remove.mutate({ id: account.id }, { onSuccess: () => navigate('/accounts', { replace: true }) })
      }
    >
      <Text>{t('accounts.remove.body')}</Text>
      {account.provider === 'mobsms' && <Text>{t('accounts.remove.inbox')}</Text>}
    </ConfirmedButton>
  );
}
