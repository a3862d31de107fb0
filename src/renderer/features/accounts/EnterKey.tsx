import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
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
  const [key, setKey] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await keepKey(account.id, key);
      onDone();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
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
