import { Button, Group, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { AccessFields } from './AccessFields.tsx';
import { GoogleButton } from './GoogleButton.tsx';
import { accessFaults, noAccess, type AccessFaults } from './mobsms-access.ts';
import { useMobsmsAccess } from './use-mobsms-access.ts';

interface ConnectMobsmsProps {
  account: Account;
  onDone: () => void;
  onCancel: () => void;
}

/** Gives an account that is there already its key, in any of the ways that a new one has. */
export function ConnectMobsms({ account, onDone, onCancel }: ConnectMobsmsProps) {
  const { t } = useTranslation();
  const open = useMobsmsAccess();
  const [access, setAccess] = useState(noAccess);
  const [faults, setFaults] = useState<AccessFaults>({});
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (connect: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await connect();
      onDone();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = accessFaults(access);
    setFaults(found);
    if (Object.keys(found).length === 0) void attempt(() => open.withFields(account.id, access));
  };

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <AccessFields
          value={access}
          faults={faults}
          onChange={(value) => {
            setAccess(value);
            setFaults({});
          }}
        />
        <GoogleButton disabled={busy} onSignIn={() => attempt(() => open.withGoogle(account.id))} />
        {error !== null && <ErrorNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('actions.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t(`mobsms.connect.submit.${access.way}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
