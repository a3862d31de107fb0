import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCall, useLatest } from '../api.ts';
import { Notice } from './Notice.tsx';

/** Says when the part that sends is not there, and what that means for the operator. */
export function EngineBanner() {
  const { t } = useTranslation();
  const told = useLatest('engine.state');
  const asked = useCall('engine.state', {});
  const engine = told ?? asked.data;
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
      {engine.message ?? t(`engine.${engine.state}.body`)}
    </Notice>
  );
}
