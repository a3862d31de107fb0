import { Button, Group, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { callKey, useAction } from '../../../api.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { useTell } from '../../../ui/use-tell.tsx';
import { ProviderTrouble } from '../ProviderTrouble.tsx';

/** Redeems a promo code; the plan above shows what it brought. */
export function PromoCode({ account }: { account: Account }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const redeem = useAction('mobsms.redeemPromo');
  const [code, setCode] = useState('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const accountId = account.id;
    redeem.mutate(
      { accountId, code },
      {
        onSuccess: () => {
          setCode('');
          tell.done(t('mobsms.promo.done'));
          // The plan stands in all of them, and the answer itself leaves the payment details out.
          for (const name of ['mobsms.subscription', 'mobsms.account', 'mobsms.user'] as const) {
            void client.invalidateQueries({ queryKey: callKey(name, { accountId }) });
          }
        },
      },
    );
  };

  return (
    <Panel title={t('mobsms.promo.title')}>
      <form onSubmit={submit}>
        <Group gap="sm">
          <TextInput
            aria-label={t('mobsms.promo.title')}
            w={240}
            maxLength={100}
            value={code}
            spellCheck={false}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={redeem.isPending} disabled={code.trim() === ''}>
            {t('mobsms.promo.action')}
          </Button>
        </Group>
      </form>
      {redeem.isError && <ProviderTrouble accountId={account.id} error={redeem.error} />}
    </Panel>
  );
}
