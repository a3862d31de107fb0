import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLockOpen } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Account, ProviderId } from '../../../shared/account.ts';
import { call, useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import { accountForm, settingFaults, type AccountForm } from './account-form.ts';
import { AdvancedSettings } from './AdvancedSettings.tsx';
import { AccessFields } from './mobsms/AccessFields.tsx';
import { GoogleButton } from './mobsms/GoogleButton.tsx';
import { accessFaults } from './mobsms/mobsms-access.ts';
import { useMobsmsAccess } from './mobsms/use-mobsms-access.ts';
import { providerFields } from './provider-fields.ts';
import { ProviderChoice } from './ProviderChoice.tsx';
import { RemoveAccount } from './RemoveAccount.tsx';
import { SettingInput } from './SettingInput.tsx';
import { useKeepKey } from './use-keep-key.ts';
import { useKeepKeyTrouble } from './use-key-trouble.ts';
import { useRecheck } from './use-recheck.ts';

/** The form of an account: what its provider needs first, the rest folded away. */
export function AccountEditor({ account }: { account: Account | null }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const keepKey = useKeepKey();
  const mobsms = useMobsmsAccess();
  const keepTrouble = useKeepKeyTrouble();
  const recheck = useRecheck();
  const tell = useTell();
  const info = useCall('app.info', {}, { staleTime: Infinity });
  const [advancedOpen, setAdvancedOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const form = useForm<AccountForm>({ initialValues: accountForm(account?.provider ?? 'devsms', account) });
  const { provider } = form.values;
  const fields = providerFields(provider);
  const advanced = fields.filter(({ group }) => group !== 'first');
  /** A new MobSMS account has more ways to a key than to paste one. */
  const opensMobsms = !account && provider === 'mobsms';
  const accessErrors = accessFaults(form.values.access);

  const choose = (chosen: ProviderId) => {
    const { name, key } = form.values;
    form.setValues({ ...accountForm(chosen, null), name, key });
    form.clearErrors();
  };

  /** Shows what is wrong, and says whether anything is. */
  const hasFaults = (needsAccess: boolean): boolean => {
    const { values } = form;
    const errors: Record<string, string> = {};
    if (values.name.trim() === '') errors['name'] = t('faults.required');
    if (!account && !opensMobsms && values.key.trim() === '') errors['key'] = t('faults.required');
    if (opensMobsms && needsAccess && Object.keys(accessErrors).length > 0) {
      errors['access'] = t('faults.required');
    }
    for (const [name, { kind, limit, message }] of Object.entries(settingFaults(values))) {
      errors[`settings.${name}`] = kind === 'other' ? message : t(`faults.${kind}`, { limit });
    }
    form.setErrors(errors);
    // A fault under a folded section would stop the form without a word.
    if (advanced.some(({ name }) => `settings.${name}` in errors)) setAdvancedOpen(true);
    return Object.keys(errors).length > 0;
  };

  const save = async (giveKey: (accountId: number) => Promise<void>) => {
    const { name, settings } = form.values;
    form.setSubmitting(true);
    setError(null);
    try {
      const saved = account
        ? await call('accounts.update', { id: account.id, name, settings })
        : await call('accounts.create', { name, provider, settings });
      await client.invalidateQueries({ queryKey: ['accounts.list'] });
      // The page of the account goes on from here: it checks the key and shows the balance or the trouble.
      // A new account exists by now even if it got no key; its page offers the same ways to one again.
      const hasKey = await giveKey(saved.id).then(
        () => true,
        (cause: unknown) => {
          if (account) throw cause;
          keepTrouble(saved.id, cause);
          return false;
        },
      );
      // Beside a trouble it would read as if all were well.
      if (hasKey) tell.done(t('accounts.saved', { name: saved.name }));
      form.setFieldValue('key', '');
      if (!account) navigate(`/accounts/${saved.id}`, { replace: true });
    } catch (cause) {
      setError(cause);
    } finally {
      form.setSubmitting(false);
    }
  };

  const submit = () => {
    if (hasFaults(true)) return;
    const { key, access } = form.values;
    void save((accountId) => {
      if (opensMobsms) return mobsms.withFields(accountId, access);
      return key.trim() === '' ? recheck(accountId) : keepKey(accountId, key);
    });
  };
  const submitWithGoogle = async () => {
    if (!hasFaults(false)) await save(mobsms.withGoogle);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {/* As wide as any form (design.md), also on a page that is wider. */}
      <Card maw={728}>
        <Stack gap="lg">
          {!account && <ProviderChoice value={provider} onChange={choose} />}
          <TextInput
            label={t('accounts.name.label')}
            description={t('accounts.name.hint')}
            maxLength={60}
            {...form.getInputProps('name')}
          />
          {opensMobsms && (
            <>
              <AccessFields
                value={form.values.access}
                faults={'access' in form.errors ? accessErrors : {}}
                // Takes the faults away, too: what is being mended is looked at again when it is sent.
                onChange={(access) => form.setFieldValue('access', access)}
              />
              <GoogleButton disabled={form.submitting} onSignIn={submitWithGoogle} />
            </>
          )}
          {!opensMobsms && !account?.demo && (
            <PasswordInput
              label={t(`providers.${provider}.keyLabel`)}
              description={
                <>
                  {t(`providers.${provider}.keyHint`)}
                  {account?.hasSecret && ` ${t('accounts.keyKept')}`}
                </>
              }
              autoComplete="off"
              visibilityToggleButtonProps={{ 'aria-label': t('accounts.showKey') }}
              {...form.getInputProps('key')}
            />
          )}
          {info.data?.keychain === false && !account?.demo && (
            <Notice tone="warning" icon={<IconLockOpen aria-hidden />}>
              {t('accounts.noKeychain')}
            </Notice>
          )}
          {fields
            .filter(({ group }) => group === 'first')
            .map((field) => (
              <SettingInput key={field.name} field={field} form={form} />
            ))}
          <AdvancedSettings
            fields={advanced}
            form={form}
            opened={advancedOpen}
            onToggle={() => setAdvancedOpen((open) => !open)}
          />
          {error !== null && <ErrorNote error={error} />}
          <Group justify="space-between">
            {account ? <RemoveAccount account={account} /> : <span />}
            <Group gap="sm">
              <Button
                component={Link}
                href={account ? `/accounts/${account.id}` : '/accounts'}
                variant="default"
              >
                {t('actions.cancel')}
              </Button>
              <Button type="submit" loading={form.submitting}>
                {account ? t('actions.save') : t('accounts.new.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </Card>
    </form>
  );
}
