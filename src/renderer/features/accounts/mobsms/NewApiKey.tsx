import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconClipboardCheck, IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { callKey, useAction } from '../../../api.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { ProviderTrouble } from '../ProviderTrouble.tsx';

/** Makes a key for another program. The shell puts it on the clipboard: this window never sees it. */
export function NewApiKey({ account }: { account: Account }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const create = useAction('mobsms.copyNewKey');
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');

  const open = () => {
    setName('');
    create.reset();
    setOpened(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { accountId: account.id, name: name.trim() },
      {
        onSuccess: () =>
          void client.invalidateQueries({ queryKey: callKey('mobsms.keys', { accountId: account.id }) }),
      },
    );
  };

  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={open}>
        {t('mobsms.keys.create.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('mobsms.keys.create.title')}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        {create.isSuccess ? (
          <Stack>
            <Notice
              tone="info"
              live="status"
              icon={<IconClipboardCheck aria-hidden />}
              title={t('mobsms.keys.create.copied')}
            >
              <Text>{t('mobsms.keys.create.once', { name: create.data.name })}</Text>
            </Notice>
            <Group justify="flex-end">
              <Button data-autofocus onClick={() => setOpened(false)}>
                {t('actions.close')}
              </Button>
            </Group>
          </Stack>
        ) : (
          <form onSubmit={submit}>
            <Stack>
              <TextInput
                label={t('mobsms.keys.create.name')}
                description={t('mobsms.keys.create.hint')}
                maxLength={255}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                data-autofocus
              />
              {create.isError && <ProviderTrouble accountId={account.id} error={create.error} />}
              <Group justify="flex-end">
                <Button variant="default" onClick={() => setOpened(false)}>
                  {t('actions.cancel')}
                </Button>
                <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
                  {t('mobsms.keys.create.action')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Modal>
    </>
  );
}
