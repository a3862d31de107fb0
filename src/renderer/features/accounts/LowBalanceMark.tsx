import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ToneBadge } from '../../ui/ToneBadge.tsx';

/** That less is left than the operator asked to be warned at. */
export function LowBalanceMark() {
  const { t } = useTranslation();
  return (
    <ToneBadge tone="warning" icon={<IconAlertTriangle size={14} stroke={2} aria-hidden />}>
      {t('accounts.lowBalance.mark')}
    </ToneBadge>
  );
}
