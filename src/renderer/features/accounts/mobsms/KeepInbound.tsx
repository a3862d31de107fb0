import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { callKey, useAction } from '../../../api.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { useTell } from '../../../ui/use-tell.tsx';
import { Answer } from '../Answer.tsx';
import { ProviderTrouble } from '../ProviderTrouble.tsx';
import { useProviderCall } from '../use-provider-call.ts';

/** MobSMS's one setting: whether it keeps the messages that the phone receives. */
export function KeepInbound({ account }: { account: Account }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const accountId = account.id;
  const query = useProviderCall('mobsms.settings', { accountId });
  const set = useAction('mobsms.setSettings');
  // Shown at once, while MobSMS is being told: news of the mutation come a moment too late for the switch.
  const [chosen, setChosen] = useState<boolean | null>(null);

  const choose = (keepInbound: boolean) => {
    setChosen(keepInbound);
    set.mutate(
      { accountId, keepInbound },
      {
        onSuccess: (settings) => {
          client.setQueryData(callKey('mobsms.settings', { accountId }), settings);
          tell.done(t('mobsms.keepInbound.done'));
        },
        onSettled: () => setChosen(null),
      },
    );
  };

  return (
    <Panel title={t('mobsms.keepInbound.title')}>
      <Answer accountId={accountId} query={query} height={44}>
        {({ keepInbound }) => (
          <Switch
            label={t('mobsms.keepInbound.label')}
            description={t('mobsms.keepInbound.hint')}
            checked={chosen ?? keepInbound}
            disabled={set.isPending}
            onChange={(event) => choose(event.currentTarget.checked)}
          />
        )}
      </Answer>
      {set.isError && <ProviderTrouble accountId={accountId} error={set.error} />}
    </Panel>
  );
}
