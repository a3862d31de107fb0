import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { AccountForm } from './account-form.ts';
import { choices, type ProviderField } from './provider-fields.ts';

interface SettingInputProps {
  field: ProviderField;
  form: UseFormReturnType<AccountForm>;
}

/** One setting of a provider, asked for in the way that suits it. */
export function SettingInput({ field, form }: SettingInputProps) {
  const { t } = useTranslation();
  const path = `settings.${field.name}` as const;
  const words = {
    label: t(`settings.${field.name}.label`),
    description: t(`settings.${field.name}.hint`),
  };

  switch (field.kind) {
    case 'number':
      return <NumberInput {...words} {...form.getInputProps(path)} hideControls />;
    case 'switch':
      return <Switch {...words} {...form.getInputProps(path, { type: 'checkbox' })} />;
    case 'choice':
      return (
        <Select
          {...words}
          {...form.getInputProps(path)}
          data={choices.type.map((value) => ({ value, label: t(`settings.type.choices.${value}`) }))}
        />
      );
    default:
      return <TextInput {...words} {...form.getInputProps(path)} spellCheck={false} />;
  }
}
