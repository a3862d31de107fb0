import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
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
  return (
    <Panel title={t('mobsms.keepInbound.title')}>
      <Answer accountId={accountId} query={query} height={44}>
        {({ keepInbound }) => (
          <Switch
            label={t('mobsms.keepInbound.label')}
            description={t('mobsms.keepInbound.hint')}
            // What was chosen is shown at once, while MobSMS is being told.
            checked={set.isPending ? set.variables.keepInbound : keepInbound}
            disabled={set.isPending}
            onChange={(event) =>
              set.mutate(
                { accountId, keepInbound: event.currentTarget.checked },
                {
                  onSuccess: (settings) => {
                    client.setQueryData(callKey('mobsms.settings', { accountId }), settings);
                    tell.done(t('mobsms.keepInbound.done'));
                  },
                },
              )
            }
          />
        )}
      </Answer>
      {set.isError && <ProviderTrouble accountId={accountId} error={set.error} />}
    </Panel>
  );
}
