import { Button, Group, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { useAttempt } from '../../../ui/use-attempt.ts';
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
  const { attempt, busy, error } = useAttempt();
  const [access, setAccess] = useState(noAccess);
  const [faults, setFaults] = useState<AccessFaults>({});

  const connect = (way: () => Promise<void>) =>
    attempt(async () => {
      await way();
      onDone();
    });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = accessFaults(access);
    setFaults(found);
    if (Object.keys(found).length === 0) void connect(() => open.withFields(account.id, access));
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
        <GoogleButton disabled={busy} onSignIn={() => connect(() => open.withGoogle(account.id))} />
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
