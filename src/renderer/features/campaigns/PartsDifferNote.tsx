import { IconReceipt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';

interface PartsDifferNoteProps {
  /** Messages of which the provider counts another number of parts. */
  count: number;
  accounts: readonly Account[];
}

/** Says that the provider charges for other parts than were expected. */
export function PartsDifferNote({ count, accounts }: PartsDifferNoteProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = new Set(accounts.map(({ provider }) => t(`providers.${provider}.name`)));
  return (
    <Notice
      tone="warning"
      icon={<IconReceipt aria-hidden />}
      title={t('campaigns.partsDiffer.title', {
        count,
        number: format.count(count),
        provider: names.size === 1 ? [...names].join('') : t('campaigns.partsDiffer.provider'),
      })}
    >
      {t('campaigns.partsDiffer.body')}
    </Notice>
  );
}
