import { Button, Group, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { CallbackStanding, CallbackTopic } from '../../../../shared/callbacks.ts';
import { providerFacts } from '../../../../shared/provider-facts.ts';
import { callKey, useAction } from '../../../api.ts';
import { ConfirmedButton } from '../../../ui/ConfirmedButton.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useTell } from '../../../ui/use-tell.tsx';

interface CallbackAddressProps {
  account: Account;
  standing: CallbackStanding;
}

/** What was heard for an account, and its address to hand to the provider. The window never sees the address. */
export function CallbackAddress({ account, standing }: CallbackAddressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const copy = useAction('callbacks.copyUrl');
  const heard = standing.accounts.find(({ accountId }) => accountId === account.id);
  // Without a public address there is nothing that a provider could reach.
  const hasAddress = standing.settings.publicUrl !== '';
  const topics: readonly CallbackTopic[] = providerFacts[account.provider].callbackTopics;

  return (
    <>
      <Text>{t(`callbacks.how.${account.provider}`)}</Text>
      {heard && (
        <Facts
          facts={[
            { label: t('callbacks.heard'), value: format.count(heard.heard) },
            { label: t('callbacks.refused'), value: format.count(heard.refused) },
            {
              label: t('callbacks.last'),
              value: heard.lastHeardAt === null ? t('callbacks.never') : format.dateTime(heard.lastHeardAt),
            },
          ]}
        />
      )}
      <Group gap="sm">
        {topics.map((topic) => (
          <Button
            key={topic}
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
            disabled={!hasAddress}
            loading={copy.isPending && copy.variables.topic === topic}
            onClick={() =>
              copy.mutate(
                { accountId: account.id, topic },
                { onSuccess: () => tell.done(t('callbacks.copied')) },
              )
            }
          >
            {t(topics.length > 1 ? `callbacks.copy.${topic}` : 'callbacks.copy.only')}
          </Button>
        ))}
        <RenewAddress account={account} />
      </Group>
      <Text size="xs" c="dimmed">
        {t(hasAddress ? 'callbacks.secret' : 'callbacks.noAddress')}
      </Text>
      {heard?.isNew && account.provider !== 'devsms' && <Text size="sm">{t('callbacks.isNew')}</Text>}
      {copy.isError && <ErrorNote error={copy.error} />}
    </>
  );
}

/** Takes back the address that others may know. */
function RenewAddress({ account }: { account: Account }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const renew = useAction('callbacks.renewToken');
  const accountId = account.id;
  return (
    <ConfirmedButton
      label={t('callbacks.renew.action')}
      title={t('callbacks.renew.title', { name: account.name })}
      action={renew}
      onConfirm={(close) =>
        renew.mutate(
          { accountId },
          {
            onSuccess: (standing) => {
              close();
              tell.done(t('callbacks.renew.done'));
              client.setQueryData(callKey('callbacks.get', {}), standing);
              // They still lead to the address of before.
              void client.invalidateQueries({ queryKey: callKey('mobsms.webhooks', { accountId }) });
            },
          },
        )
      }
    >
      <Text>{t('callbacks.renew.body')}</Text>
      <Text>{t(`callbacks.renew.${account.provider}`)}</Text>
    </ConfirmedButton>
  );
}
