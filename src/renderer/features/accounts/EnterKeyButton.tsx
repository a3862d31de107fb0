import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { KeyDialog } from './KeyDialog.tsx';

/** The way to a key that works, wherever one is missing or refused. */
export function EnterKeyButton({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="xs" onClick={() => setAsking(true)}>
        {t(account.provider === 'mobsms' ? 'mobsms.connect.again' : 'accounts.noSecret.action')}
      </Button>
      <KeyDialog account={account} opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}
