import { IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ToneBadge } from '../../../ui/ToneBadge.tsx';

/** Whether uBill lets a brand send. */
export function BrandState({ authorized }: { authorized: boolean }) {
  const { t } = useTranslation();
  const Icon = authorized ? IconCircleCheck : IconClock;
  return (
    <ToneBadge tone={authorized ? 'good' : 'warning'} icon={<Icon size={14} stroke={2} aria-hidden />}>
      {t(authorized ? 'ubill.brands.authorized' : 'ubill.brands.waits')}
    </ToneBadge>
  );
}
