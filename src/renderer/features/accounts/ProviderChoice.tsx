import { Radio, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProviderId } from '../../../shared/account.ts';
import classes from './ProviderChoice.module.css';
import { ProviderMark } from './ProviderMark.tsx';

interface ProviderChoiceProps {
  value: ProviderId;
  onChange: (provider: ProviderId) => void;
}

/** Which provider the account is with. */
export function ProviderChoice({ value, onChange }: ProviderChoiceProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('accounts.provider')}
      value={value}
      onChange={(chosen) => onChange(ProviderId.parse(chosen))}
    >
      <SimpleGrid minColWidth="170px" spacing="sm" mt={6}>
        {ProviderId.options.map((provider) => (
          <label key={provider} className={classes.card} data-chosen={provider === value || undefined}>
            <span className={classes.top}>
              <ProviderMark provider={provider} />
              <Radio value={provider} aria-labelledby={`provider-${provider}`} />
            </span>
            <Text fw={650} id={`provider-${provider}`}>
              {t(`providers.${provider}.name`)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`providers.${provider}.about`)}
            </Text>
          </label>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
