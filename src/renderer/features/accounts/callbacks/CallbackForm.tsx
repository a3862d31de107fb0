import { Button, Group, NumberInput, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallbackSettings } from '../../../../shared/callbacks.ts';
import { callKey, useAction } from '../../../api.ts';
import { Card } from '../../../ui/Card.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Fold } from '../../../ui/Fold.tsx';
import { useTell } from '../../../ui/use-tell.tsx';

/** The settings of the listener: one for all accounts. */
export function CallbackForm({ settings }: { settings: CallbackSettings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const set = useAction('callbacks.set');
  const [isOpen, setIsOpen] = useState(false);
  const form = useForm({
    initialValues: settings,
    validate: (values) => {
      const parsed = CallbackSettings.safeParse(values);
      const names = new Set(parsed.error?.issues.map(({ path }) => path[0]));
      return {
        host: names.has('host') ? t('callbacks.host.fault') : null,
        port: names.has('port') ? t('callbacks.port.fault') : null,
        publicUrl: names.has('publicUrl') ? t('callbacks.publicUrl.fault') : null,
      };
    },
  });

  const save = (values: typeof form.values) =>
    set.mutate(CallbackSettings.parse(values), {
      onSuccess: (standing) => {
        client.setQueryData(callKey('callbacks.get', {}), standing);
        form.setValues(standing.settings);
        if (standing.trouble === null) tell.done(t('callbacks.saved'));
      },
    });

  return (
    <Card>
      <form
        noValidate
        onSubmit={form.onSubmit(save, ({ host, port }) => {
          // A fault under a fold would stop the form without a word.
          if (host || port) setIsOpen(true);
        })}
      >
        <Stack gap="lg">
          <Switch
            label={t('callbacks.enabled.label')}
            description={t('callbacks.enabled.hint')}
            {...form.getInputProps('enabled', { type: 'checkbox' })}
          />
          <TextInput
            label={t('callbacks.publicUrl.label')}
            description={t('callbacks.publicUrl.hint')}
            placeholder="https://sms.example.com"
            spellCheck={false}
            {...form.getInputProps('publicUrl')}
          />
          <Fold label={t('accounts.advanced')} opened={isOpen} onToggle={() => setIsOpen(!isOpen)}>
            <SimpleGrid minColWidth="260px" spacing="lg" pt="lg">
              <TextInput
                label={t('callbacks.host.label')}
                description={t('callbacks.host.hint')}
                spellCheck={false}
                {...form.getInputProps('host')}
              />
              <NumberInput
                label={t('callbacks.port.label')}
                description={t('callbacks.port.hint')}
                hideControls
                allowDecimal={false}
                allowNegative={false}
                {...form.getInputProps('port')}
              />
            </SimpleGrid>
          </Fold>
          {set.isError && <ErrorNote error={set.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={set.isPending}>
              {t('actions.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
