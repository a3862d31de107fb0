import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { MobsmsStatusWord, type MobsmsMessage } from '../../../../shared/mobsms.ts';
import { useAction } from '../../../api.ts';
import { useTell } from '../../../ui/use-tell.tsx';
import { ProviderTrouble } from '../ProviderTrouble.tsx';

interface UpdateMessageProps {
  account: Account;
  message: MobsmsMessage;
  onUpdated: () => void;
}

/** Sets a message's status at MobSMS by hand, with the reason of a failure. */
export function UpdateMessage({ account, message, onUpdated }: UpdateMessageProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const update = useAction('mobsms.updateMessage');
  const current = MobsmsStatusWord.options.find((word) => word === message.status.toLowerCase());
  const [status, setStatus] = useState(current);
  const [errorMessage, setErrorMessage] = useState(message.errorMessage ?? '');
  const isNew = status !== current || errorMessage !== (message.errorMessage ?? '');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = { accountId: account.id, id: message.id, ...(status ? { status } : {}) };
    update.mutate(status === 'failed' ? { ...input, errorMessage } : input, {
      onSuccess: () => {
        tell.done(t('mobsms.message.update.done'));
        onUpdated();
      },
    });
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <Select
            label={t('mobsms.message.update.label')}
            w={220}
            data={MobsmsStatusWord.options.map((value) => ({ value, label: t(`accounts.status.${value}`) }))}
            value={status ?? null}
            onChange={(value) => setStatus(MobsmsStatusWord.options.find((word) => word === value))}
          />
          {status === 'failed' && (
            <TextInput
              label={t('mobsms.message.errorMessage')}
              flex={1}
              maxLength={1000}
              value={errorMessage}
              onChange={(event) => setErrorMessage(event.currentTarget.value)}
            />
          )}
          <Button type="submit" variant="default" loading={update.isPending} disabled={!status || !isNew}>
            {t('mobsms.message.update.action')}
          </Button>
        </Group>
        {update.isError && <ProviderTrouble accountId={account.id} error={update.error} />}
      </Stack>
    </form>
  );
}
