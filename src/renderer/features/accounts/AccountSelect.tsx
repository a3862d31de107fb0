import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';

interface AccountSelectProps {
  accounts: readonly Account[];
  /** Null while none is chosen. */
  value: number | null;
  onChange: (accountId: number) => void;
  /** Stands among the accounts for several of them, where that can be. */
  several?: { chosen: boolean; onChoose: () => void } | undefined;
  description?: ReactNode;
}

const SEVERAL = 'several';

/** Through which account; whose key is missing says so. */
export function AccountSelect({ accounts, value, onChange, several, description }: AccountSelectProps) {
  const { t } = useTranslation();
  const isOne = several?.chosen !== true;
  const account = isOne ? accounts.find(({ id }) => id === value) : undefined;
  const one = value === null ? null : String(value);
  return (
    <Select
      label={t('compose.account.label')}
      placeholder={t('compose.account.placeholder')}
      data={[
        ...accounts.map(({ id, name, provider, demo }) => ({
          value: String(id),
          label: t(demo ? 'compose.account.demo' : 'compose.account.choice', {
            name,
            provider: t(`providers.${provider}.name`),
          }),
        })),
        ...(several ? [{ value: SEVERAL, label: t('compose.account.several') }] : []),
      ]}
      value={isOne ? one : SEVERAL}
      onChange={(chosen) => (chosen === SEVERAL ? several?.onChoose() : onChange(Number(chosen)))}
      description={description}
      error={account && !account.hasSecret ? t('compose.account.noSecret') : undefined}
    />
  );
}
