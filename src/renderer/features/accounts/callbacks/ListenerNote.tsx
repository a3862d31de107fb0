import { Text } from '@mantine/core';
import { IconAlertTriangle, IconEar, IconEarOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CallbackStanding } from '../../../../shared/callbacks.ts';
import { Notice } from '../../../ui/Notice.tsx';

/** Whether the listener hears anything right now, and what is missing if not. */
export function ListenerNote({ standing }: { standing: CallbackStanding }) {
  const { t } = useTranslation();
  const { settings, listeningOn, trouble } = standing;
  if (trouble !== null) {
    return (
      <Notice
        tone="trouble"
        live="alert"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('callbacks.standing.trouble')}
      >
        <Text>{trouble}</Text>
      </Notice>
    );
  }
  if (listeningOn === null) {
    return (
      <Notice
        tone="neutral"
        live="status"
        icon={<IconEarOff aria-hidden />}
        title={t('callbacks.standing.off.title')}
      >
        <Text>{t('callbacks.standing.off.body')}</Text>
      </Notice>
    );
  }
  const isReachable = settings.publicUrl !== '';
  // A port is no amount: it takes no separator.
  const address = `${settings.host}:${listeningOn}`;
  return (
    <Notice
      tone={isReachable ? 'info' : 'warning'}
      live="status"
      icon={<IconEar aria-hidden />}
      title={t('callbacks.standing.on')}
    >
      <Text>
        {isReachable
          ? t('callbacks.standing.reached', { url: settings.publicUrl, address })
          : t('callbacks.standing.unreached', { address })}
      </Text>
    </Notice>
  );
}
