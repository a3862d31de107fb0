import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useKeepKey } from './use-keep-key.ts';

interface EnterKeyProps {
  account: Account;
  onDone: () => void;
  onCancel: () => void;
}

/** Gives an account the key that its provider made. */
export function EnterKey({ account, onDone, onCancel }: EnterKeyProps) {
  const { t } = useTranslation();
  const keepKey = useKeepKey();
  const { attempt, busy, error } = useAttempt();
  const [key, setKey] = useState('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await keepKey(account.id, key);
      onDone();
    });
  };

  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label={t(`providers.${account.provider}.keyLabel`)}
          description={t(`providers.${account.provider}.keyHint`)}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('accounts.showKey') }}
          data-autofocus
        />
        {error !== null && <ErrorNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('actions.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={key.trim() === ''}>
            {t('accounts.keyDialog.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
