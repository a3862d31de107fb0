import { Group, Stack, Text } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { MobsmsRelease } from '../../../../shared/mobsms.ts';
import { CopyText } from '../../../ui/CopyText.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ToneBadge } from '../../../ui/ToneBadge.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import classes from './GatewayApp.module.css';

/** Large enough for a camera at arm's length, pixels. */
const CODE_SIZE = 148;

/** The app that turns a phone into a sender, with a code that a phone's camera follows. */
export function GatewayApp({ account }: { account: Account }) {
  const { t } = useTranslation();
  const query = useProviderCall('mobsms.release', { accountId: account.id });
  return (
    <Panel title={t('mobsms.release.title')} description={query.data && t('mobsms.release.hint')}>
      <Answer accountId={account.id} query={query} height={174}>
        {(release) =>
          release ? <Release release={release} /> : <Text c="dimmed">{t('mobsms.release.none')}</Text>
        }
      </Answer>
    </Panel>
  );
}

function Release({ release }: { release: MobsmsRelease }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { versionName, mandatory, notes, size, url } = release;
  return (
    <Group gap="lg" wrap="nowrap" align="flex-start">
      <div className={classes.code}>
        <QRCodeSVG value={url} size={CODE_SIZE} level="M" title={t('mobsms.release.code')} />
      </div>
      <Stack gap="xs">
        <Group gap="sm">
          <Text fw={650} size="lg">
            {t('mobsms.release.version', { version: versionName })}
          </Text>
          {mandatory && <ToneBadge tone="warning">{t('mobsms.release.mandatory')}</ToneBadge>}
        </Group>
        {size !== null && (
          <Text c="dimmed" className="number">
            {format.bytes(size)}
          </Text>
        )}
        {notes && <Text>{notes}</Text>}
        <Group gap="sm">
          <Text c="dimmed">{new URL(url).host}</Text>
          <CopyText text={url} what={t('mobsms.release.link')} />
        </Group>
      </Stack>
    </Group>
  );
}
