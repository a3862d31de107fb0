import {
  Button,
  Collapse,
  Group,
  PasswordInput,
  SimpleGrid,
  Stack,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Account, ProviderId } from '../../../shared/account.ts';
import { call, callKey, useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import { accountForm, settingFaults, type AccountForm } from './account-form.ts';
import classes from './AccountEditor.module.css';
import { providerFields } from './provider-fields.ts';
import { ProviderChoice } from './ProviderChoice.tsx';
import { RemoveAccount } from './RemoveAccount.tsx';
import { SettingInput } from './SettingInput.tsx';
import { useKeepKey } from './use-keep-key.ts';

/** The form of an account: what its provider needs first, the rest folded away. */
export function AccountEditor({ account }: { account: Account | null }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const keepKey = useKeepKey();
  const tell = useTell();
  const info = useCall('app.info', {}, { staleTime: Infinity });
  const advancedId = useId();
  const [advancedOpen, setAdvancedOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const form = useForm<AccountForm>({
    initialValues: accountForm(account?.provider ?? 'devsms', account),
    validate: (values) => {
      const errors: Record<string, string> = {};
      if (values.name.trim() === '') errors['name'] = t('faults.required');
      if (!account && values.key.trim() === '') errors['key'] = t('faults.required');
      for (const [name, { kind, limit, message }] of Object.entries(settingFaults(values))) {
        errors[`settings.${name}`] = kind === 'other' ? message : t(`faults.${kind}`, { limit });
      }
      return errors;
    },
  });
  const { provider } = form.values;
  const fields = providerFields(provider);
  const advanced = fields.filter((field) => !field.first);

  const choose = (chosen: ProviderId) => {
    const { name, key } = form.values;
    form.setValues({ ...accountForm(chosen, null), name, key });
    form.clearErrors();
  };

  const save = async ({ name, key, settings }: AccountForm) => {
    setError(null);
    try {
      const saved = account
        ? await call('accounts.update', { id: account.id, name, settings })
        : await call('accounts.create', { name, provider, settings });
      // The page of the account goes on from here: it checks the key and shows the balance or the trouble.
      // A new account exists by now even if its key could not be kept; its page asks for the key again.
      if (key.trim() !== '') await keepKey(saved.id, key).catch(tell.trouble);
      else await client.resetQueries({ queryKey: callKey('accounts.check', { id: saved.id }) });
      await client.invalidateQueries({ queryKey: ['accounts.list'] });
      tell.done(t('accounts.saved', { name: saved.name }));
      form.setFieldValue('key', '');
      if (!account) navigate(`/accounts/${saved.id}`, { replace: true });
    } catch (cause) {
      setError(cause);
    }
  };

  return (
    <form
      noValidate
      onSubmit={form.onSubmit(save, (errors) => {
        // A fault under a folded section would stop the form without a word.
        if (advanced.some(({ name }) => `settings.${name}` in errors)) setAdvancedOpen(true);
      })}
    >
      <Card>
        <Stack gap="lg">
          {!account && <ProviderChoice value={provider} onChange={choose} />}
          <TextInput
            label={t('accounts.name.label')}
            description={t('accounts.name.hint')}
            maxLength={60}
            {...form.getInputProps('name')}
          />
          {!account?.demo && (
            <PasswordInput
              label={t(`providers.${provider}.keyLabel`)}
              description={
                <>
                  {t(`providers.${provider}.keyHint`)}
                  {account?.hasSecret && ` ${t('accounts.keyKept')}`}
                  {info.data?.keychain === false && ` ${t('accounts.noKeychain')}`}
                </>
              }
              autoComplete="off"
              visibilityToggleButtonProps={{ 'aria-label': t('accounts.showKey') }}
              {...form.getInputProps('key')}
            />
          )}
          {fields
            .filter((field) => field.first)
            .map((field) => (
              <SettingInput key={field.name} field={field} form={form} />
            ))}
          <div>
            <UnstyledButton
              className={classes.fold}
              aria-expanded={advancedOpen}
              aria-controls={advancedId}
              onClick={() => setAdvancedOpen((open) => !open)}
            >
              <IconChevronRight size={17} aria-hidden className={classes.chevron} />
              {t('accounts.advanced')}
            </UnstyledButton>
            <Collapse expanded={advancedOpen} id={advancedId}>
              <SimpleGrid minColWidth="280px" spacing="lg" pt="md">
                {advanced.map((field) => (
                  <SettingInput key={field.name} field={field} form={form} />
                ))}
              </SimpleGrid>
            </Collapse>
          </div>
          {error !== null && <ErrorNote error={error} />}
          <Group justify="space-between">
            {account ? <RemoveAccount account={account} /> : <span />}
            <Group gap="sm">
              <Button component={Link} href="/accounts" variant="default">
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
