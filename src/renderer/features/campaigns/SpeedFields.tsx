import { NumberInput, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FASTEST_RATE, SLOWEST_RATE, type Account } from '../../../shared/account.ts';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import { Card } from '../../ui/Card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useChangeSettings } from '../accounts/use-change-settings.ts';

interface SpeedFieldsProps {
  /** Those that the campaign may go through. */
  accounts: readonly Account[];
  estimate: Estimate | undefined;
}

/** How fast the messages go: the rate of each account, which holds for all that it sends. */
export function SpeedFields({ accounts, estimate }: SpeedFieldsProps) {
  const { t } = useTranslation();
  const headingId = useId();
  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('compose.speed.title')}
      </Title>
      <Stack gap="md">
        {accounts.length === 0 && <Text c="dimmed">{t('compose.missing.account')}</Text>}
        {accounts.map((account) => (
          <AccountRate
            key={account.id}
            account={account}
            share={estimate?.accounts.find(({ accountId }) => accountId === account.id)}
          />
        ))}
      </Stack>
    </Card>
  );
}

interface AccountRateProps {
  account: Account;
  share: Estimate['accounts'][number] | undefined;
}

function AccountRate({ account, share }: AccountRateProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const rate = Number(account.settings['rate']);
  /** Null while nobody changes it: one that was changed elsewhere is then shown as it is. */
  const [typed, setTyped] = useState<number | string | null>(null);
  const change = useChangeSettings(account);
  const wanted = typed ?? rate;
  const isRate = typeof wanted === 'number' && wanted > 0;

  const keep = () => {
    if (!isRate || wanted === rate || change.isPending) return;
    change.mutate(
      { rate: wanted },
      {
        onSuccess: () => {
          setTyped(null);
          void client.invalidateQueries({ queryKey: ['campaigns.estimate'] });
        },
      },
    );
  };

  return (
    <div>
      <NumberInput
        label={t(account.provider === 'mobsms' ? 'compose.speed.parts' : 'compose.speed.messages', {
          account: account.name,
        })}
        description={t('compose.speed.hint')}
        value={wanted}
        min={SLOWEST_RATE}
        max={FASTEST_RATE}
        clampBehavior="blur"
        maw={340}
        // `disabled` would drop the focus.
        readOnly={change.isPending}
        error={isRate ? undefined : t('compose.speed.fault')}
        onChange={setTyped}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
      {share && (
        <Text mt={8} className="number">
          {t('compose.speed.takes', {
            count: share.messages,
            rate: format.rate(rate),
            number: format.count(share.messages),
            duration: format.duration(share.durationMs),
          })}
        </Text>
      )}
    </div>
  );
}
