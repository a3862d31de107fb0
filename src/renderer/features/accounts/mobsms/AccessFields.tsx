import { Input, PasswordInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { accessWays, type AccessFaults, type MobsmsAccess } from './mobsms-access.ts';

interface AccessFieldsProps {
  value: MobsmsAccess;
  faults: AccessFaults;
  onChange: (value: MobsmsAccess) => void;
}

/** Three ways to a MobSMS account's key: sign in, register, or paste one. */
export function AccessFields({ value, faults, onChange }: AccessFieldsProps) {
  const { t } = useTranslation();
  const label = useId();
  const { way } = value;
  const field = (name: keyof AccessFaults) => ({
    label: t(`mobsms.connect.${name}.label`),
    value: value[name],
    error: faults[name] && t(`mobsms.connect.faults.${faults[name]}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });

  return (
    <Stack gap="lg">
      <div>
        <Input.Label component="div" id={label} mb={6}>
          {t('mobsms.connect.way')}
        </Input.Label>
        <SegmentedControl
          aria-labelledby={label}
          fullWidth
          value={way}
          onChange={(chosen) => onChange({ ...value, way: chosen })}
          data={accessWays.map((known) => ({ value: known, label: t(`mobsms.connect.ways.${known}`) }))}
        />
      </div>
      {way === 'register' && <TextInput {...field('owner')} maxLength={255} autoComplete="off" />}
      {way !== 'key' && (
        <>
          <TextInput {...field('email')} type="email" maxLength={255} autoComplete="off" />
          <PasswordInput
            {...field('password')}
            description={t(`mobsms.connect.password.hint.${way}`)}
            maxLength={1024}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('mobsms.connect.showPassword') }}
          />
        </>
      )}
      {way === 'key' && (
        <PasswordInput
          {...field('key')}
          description={t('providers.mobsms.keyHint')}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('accounts.showKey') }}
        />
      )}
    </Stack>
  );
}
