import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { CallbackStanding } from '../../../../shared/callbacks.ts';
import { call, callKey, useAction } from '../../../api.ts';
import { ConfirmedButton } from '../../../ui/ConfirmedButton.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ToneBadge } from '../../../ui/ToneBadge.tsx';
import { useAttempt } from '../../../ui/use-attempt.ts';
import { useTell } from '../../../ui/use-tell.tsx';

interface CallbackKeyProps {
  account: Account;
  standing: CallbackStanding;
}

/** The key that uBill sends along with its callbacks, as set in its panel. It is taken, and never shown again. */
export function CallbackKey({ account, standing }: CallbackKeyProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const { attempt, busy, error } = useAttempt();
  const [key, setKey] = useState('');
  const isSet = standing.accounts.some(
    ({ accountId, hasCallbackKey }) => accountId === account.id && hasCallbackKey,
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      // Called directly: a mutation would keep the key in the window's cache.
      await call('secrets.set', { accountId: account.id, kind: 'callback-key', secret: key });
      setKey('');
      tell.done(t('callbacks.key.saved'));
      await client.invalidateQueries({ queryKey: callKey('callbacks.get', {}) });
    });
  };

  return (
    <Panel
      title={t('callbacks.key.title')}
      description={t('callbacks.key.hint')}
      actions={
        <ToneBadge tone={isSet ? 'good' : 'plain'}>
          {t(isSet ? 'callbacks.key.isSet' : 'callbacks.key.isMissing')}
        </ToneBadge>
      }
    >
      <form onSubmit={submit}>
        <Group gap="sm">
          <PasswordInput
            aria-label={t('callbacks.key.title')}
            w={330}
            autoComplete="off"
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('accounts.showKey') }}
          />
          <Button type="submit" variant="default" loading={busy} disabled={key.trim() === ''}>
            {t('callbacks.key.save')}
          </Button>
          {isSet && <ForgetKey account={account} />}
        </Group>
      </form>
      {error !== null && <ErrorNote error={error} />}
    </Panel>
  );
}

/** Takes the key away: calls without one are believed then. */
function ForgetKey({ account }: { account: Account }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const forget = useAction('callbacks.forgetKey');
  return (
    <ConfirmedButton
      label={t('callbacks.key.forget.action')}
      title={t('callbacks.key.forget.title', { name: account.name })}
      action={forget}
      onConfirm={(close) =>
        forget.mutate(
          { accountId: account.id },
          {
            onSuccess: (standing) => {
              close();
              tell.done(t('callbacks.key.forget.done'));
              client.setQueryData(callKey('callbacks.get', {}), standing);
            },
          },
        )
      }
    >
      <Text>{t('callbacks.key.forget.body')}</Text>
    </ConfirmedButton>
  );
}
