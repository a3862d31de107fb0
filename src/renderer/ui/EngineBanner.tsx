import { Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isKnownReason } from './use-error-words.ts';
import { Notice } from './Notice.tsx';
import { useEngineState } from './use-engine-state.ts';

/** Says when the part that sends is not there, and what that means for the operator. */
export function EngineBanner() {
  const { t } = useTranslation();
  const engine = useEngineState();
  if (!engine || engine.state === 'ready') return null;

  const failed = engine.state === 'failed';
  return (
    <Notice
      edge
      live={failed ? 'alert' : 'status'}
      tone={failed ? 'trouble' : 'warning'}
      icon={failed ? <IconAlertTriangle aria-hidden /> : <IconRefresh aria-hidden />}
      title={t(`engine.${engine.state}.title`)}
    >
      {isKnownReason(engine.reason) ? (
        <>
          <Text fw={500}>{t(`errors.reasons.${engine.reason}.title`)}</Text>
          <Text>{t(`errors.reasons.${engine.reason}.body`)}</Text>
        </>
      ) : (
        engine.message && <Text>{engine.message}</Text>
      )}
      <Text>{t(`engine.${engine.state}.body`)}</Text>
    </Notice>
  );
}
