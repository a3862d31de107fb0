import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { MobsmsWebhooks } from '../../../../shared/mobsms.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ToneBadge } from '../../../ui/ToneBadge.tsx';
import { Answer } from '../Answer.tsx';
import { ProviderTrouble } from '../ProviderTrouble.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { OtherWebhooks } from './OtherWebhooks.tsx';
import { useSetWebhooks } from './use-set-webhooks.ts';

interface WebhooksProps {
  account: Account;
  /** Whether Kaptar has addresses that MobSMS could call. */
  canUseOurs: boolean;
}

/** Where MobSMS reports delivery and received messages: to Kaptar, to somebody else, or to nobody. */
export function Webhooks({ account, canUseOurs }: WebhooksProps) {
  const { t } = useTranslation();
  const query = useProviderCall('mobsms.webhooks', { accountId: account.id });
  return (
    <Panel
      title={t('mobsms.webhooks.title')}
      description={t('mobsms.webhooks.hint')}
      actions={<RefreshButton query={query} label={t('mobsms.webhooks.refresh')} />}
    >
      <Answer accountId={account.id} query={query} height={160}>
        {(webhooks) => <WebhookChoice account={account} webhooks={webhooks} canUseOurs={canUseOurs} />}
      </Answer>
    </Panel>
  );
}

function WebhookChoice({ account, webhooks, canUseOurs }: WebhooksProps & { webhooks: MobsmsWebhooks }) {
  const { t } = useTranslation();
  const set = useSetWebhooks(account.id);
  const [asking, setAsking] = useState(false);
  const isSet = webhooks.status !== null || webhooks.incoming !== null;
  const none = (
    <Text span c="dimmed">
      {t('mobsms.webhooks.none')}
    </Text>
  );
  return (
    <>
      {webhooks.areOurs && (
        <div>
          <ToneBadge tone="good">{t('mobsms.webhooks.areOurs')}</ToneBadge>
        </div>
      )}
      <Facts
        facts={(['status', 'incoming'] as const).map((topic) => ({
          label: t(`mobsms.webhooks.${topic}`),
          value: webhooks[topic] ?? none,
        }))}
      />
      <Group gap="sm">
        {!webhooks.areOurs && (
          <Button disabled={!canUseOurs} loading={set.isPending} onClick={() => set.mutate('ours')}>
            {t('mobsms.webhooks.useOurs')}
          </Button>
        )}
        <Button variant="default" disabled={set.isPending} onClick={() => setAsking(true)}>
          {t('mobsms.webhooks.useOthers')}
        </Button>
        {isSet && (
          <Button
            variant="subtle"
            color="red"
            disabled={set.isPending}
            onClick={() => set.mutate({ incoming: null, status: null })}
          >
            {t('mobsms.webhooks.clear')}
          </Button>
        )}
      </Group>
      {!canUseOurs && !webhooks.areOurs && (
        <Text size="xs" c="dimmed">
          {t('mobsms.webhooks.noAddress')}
        </Text>
      )}
      {set.isError && <ProviderTrouble accountId={account.id} error={set.error} />}
      <OtherWebhooks account={account} webhooks={webhooks} opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}
