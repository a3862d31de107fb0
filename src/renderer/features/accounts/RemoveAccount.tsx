import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Account } from '../../../shared/account.ts';
import { useAction } from '../../api.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

/** Removes an account, after asking once: its key cannot be brought back. */
export function RemoveAccount({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const remove = useAction('accounts.remove');

  return (
    <>
      <Button variant="subtle" color="red" ml={-18} onClick={() => setAsking(true)}>
        {t('accounts.remove.action')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => {
          setAsking(false);
          remove.reset();
        }}
        title={t('accounts.remove.title', { name: account.name })}
        confirm={t('accounts.remove.action')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate({ id: account.id }, { onSuccess: () => navigate('/accounts', { replace: true }) })
        }
      >
        <Text>{t('accounts.remove.body')}</Text>
        {account.provider === 'mobsms' && <Text>{t('accounts.remove.inbox')}</Text>}
      </ConfirmDialog>
    </>
  );
}
