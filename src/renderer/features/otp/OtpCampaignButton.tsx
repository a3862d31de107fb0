import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Account } from '../../../shared/account.ts';
import type { OtpSettings } from '../../../shared/otp.ts';
import { useAction, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ListSelect } from '../contacts/ListSelect.tsx';
import classes from './OtpCampaignButton.module.css';
import { readSettings, type OtpDraft } from './otp-draft.ts';

interface OtpCampaignButtonProps {
  draft: OtpDraft;
  account: Account | undefined;
}

/** The way to a campaign in which everybody on a list gets a code of their own. */
export function OtpCampaignButton({ draft, account }: OtpCampaignButtonProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const settings = readSettings(draft, account?.provider);
  return (
    <Group justify="space-between" gap="sm" className={classes.toList ?? ''}>
      <Text c="dimmed">{t('otp.campaign.title')}</Text>
      <Button
        variant="default"
        leftSection={<IconUsersGroup size={18} aria-hidden />}
        disabled={!settings || !account?.hasSecret}
        onClick={() => setOpened(true)}
      >
        {t('otp.campaign.action')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('otp.campaign.title')}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        {settings && account && (
          <CampaignForm settings={settings} account={account} onClose={() => setOpened(false)} />
        )}
      </Modal>
    </Group>
  );
}

interface CampaignFormProps {
  settings: OtpSettings;
  account: Account;
  onClose: () => void;
}

function CampaignForm({ settings, account, onClose }: CampaignFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [, navigate] = useLocation();
  const [today] = useState(() => Date.now());
  const [listId, setListId] = useState<number | null>(null);
  /** Null while the suggested one is taken. */
  const [typedName, setTypedName] = useState<string | null>(null);
  const lists = useCall('lists.list', {});
  const create = useAction('otp.createCampaign');
  const list = lists.data?.find(({ id }) => id === listId);
  const suggestion = list ? t('otp.campaign.suggestion', { list: list.name, date: format.date(today) }) : '';
  const name = typedName ?? suggestion;
  const ready = list !== undefined && name.trim() !== '';

  if (lists.data?.length === 0) {
    return (
      <Stack>
        <Text>{t('compose.noLists.body')}</Text>
        <Group justify="flex-end">
          <Button component={Link} href="/contacts/import">
            {t('contacts.import')}
          </Button>
        </Group>
      </Stack>
    );
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || create.isPending) return;
        create.mutate(
          { ...settings, name: name.trim(), accountId: account.id, listId: list.id },
          { onSuccess: ({ id }) => navigate(`/campaigns/${id}`) },
        );
      }}
    >
      <Stack>
        <Text>{t('otp.campaign.body', { account: account.name })}</Text>
        <ListSelect autofocus lists={lists.data ?? []} value={listId} onChange={setListId} />
        <TextInput
          label={t('compose.name.label')}
          description={t('compose.name.hint')}
          value={name}
          maxLength={120}
          onChange={(event) => setTypedName(event.currentTarget.value)}
        />
        {(lists.error ?? create.error) && <ErrorNote error={lists.error ?? create.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('actions.back')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={!ready}>
            {t('otp.campaign.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
