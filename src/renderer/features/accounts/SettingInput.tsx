import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ZoneSelect } from '../campaigns/ZoneSelect.tsx';
import type { AccountForm } from './account-form.ts';
import { choices, type ProviderField } from './provider-fields.ts';

interface SettingInputProps {
  field: ProviderField;
  form: UseFormReturnType<AccountForm>;
}

/** One setting of a provider, asked for in the way that suits it. */
export function SettingInput({ field, form }: SettingInputProps) {
  const { t } = useTranslation();
  const { name, kind } = field;
  const path = `settings.${name}` as const;
  const words = {
    label: t(`settings.${name}.label`),
    description: t(`settings.${name}.hint`),
  };

  switch (kind) {
    case 'number':
      return <NumberInput {...words} {...form.getInputProps(path)} hideControls allowNegative={false} />;
    case 'share': {
      const { value, onChange, ...rest } = form.getInputProps(path);
      const share: unknown = value;
      return (
        <NumberInput
          {...words}
          {...rest}
          value={typeof share === 'number' ? Math.round(share * 100) : ''}
          onChange={(percent) => onChange(typeof percent === 'number' ? percent / 100 : '')}
          hideControls
          allowDecimal={false}
          min={0}
          max={100}
          clampBehavior="strict"
          suffix=" %"
        />
      );
    }
    case 'switch':
      return <Switch {...words} {...form.getInputProps(path, { type: 'checkbox' })} />;
    case 'choice':
      return <Select {...words} {...form.getInputProps(path)} data={choicesOf()} />;
    case 'zone':
      return (
        <ZoneSelect
          {...words}
          value={String(form.values.settings[name])}
          onChange={(zone) => form.setFieldValue(path, zone)}
          error={form.errors[path]}
        />
      );
    case 'text':
      return <TextInput {...words} {...form.getInputProps(path)} spellCheck={false} />;
  }

  function choicesOf() {
    switch (name) {
      case 'type':
        return choices.type.map((value) => ({ value, label: t(`settings.type.choices.${value}`) }));
      case 'userKind':
        return choices.userKind.map((value) => ({ value, label: t(`settings.userKind.choices.${value}`) }));
      case 'method':
        return choices.method.map((value) => ({ value, label: t(`settings.method.choices.${value}`) }));
      case 'keyIn':
        return choices.keyIn.map((value) => ({ value, label: t(`settings.keyIn.choices.${value}`) }));
      default:
        return [];
    }
  }
}
