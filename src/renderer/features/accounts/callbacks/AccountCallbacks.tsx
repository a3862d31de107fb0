import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../../shared/account.ts';
import { useCall } from '../../../api.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { Answer } from '../Answer.tsx';
import { KeepInbound } from '../mobsms/KeepInbound.tsx';
import { Webhooks } from '../mobsms/Webhooks.tsx';
import { CallbackAddress } from './CallbackAddress.tsx';
import { CallbackKey } from './CallbackKey.tsx';
import { ListenerNote } from './ListenerNote.tsx';

/** How the provider reaches Kaptar for this account, and what it has said so far. */
export function AccountCallbacks({ account }: { account: Account }) {
  const { t } = useTranslation();
  const standing = useCall('callbacks.get', {});
  const hasAddress = standing.data !== undefined && standing.data.settings.publicUrl !== '';
  return (
    <>
      <Panel
        title={t('callbacks.title')}
        description={t('callbacks.about')}
        actions={
          <Button component={Link} href="/accounts/callbacks" variant="default" size="xs">
            {t('callbacks.settings')}
          </Button>
        }
      >
        <Answer accountId={account.id} query={standing} height={160}>
          {(known) => (
            <>
              <ListenerNote standing={known} />
              {known.listeningOn !== null && <CallbackAddress account={account} standing={known} />}
            </>
          )}
        </Answer>
      </Panel>
      {account.provider === 'ubill' && standing.data && (
        <CallbackKey account={account} standing={standing.data} />
      )}
      {account.provider === 'mobsms' && (
        <>
          <Webhooks account={account} canUseOurs={hasAddress} />
          <KeepInbound account={account} />
        </>
      )}
    </>
  );
}
