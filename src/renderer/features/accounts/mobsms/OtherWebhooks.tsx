import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { MobsmsWebhooks } from '../../../../shared/mobsms.ts';
import { ProviderTrouble } from '../ProviderTrouble.tsx';
import { useSetWebhooks } from './use-set-webhooks.ts';

interface OtherWebhooksProps {
  account: Account;
  webhooks: MobsmsWebhooks;
  opened: boolean;
  onClose: () => void;
}

/** Sets the addresses of another program; an empty one is cleared. */
export function OtherWebhooks({ opened, onClose, ...rest }: OtherWebhooksProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('mobsms.webhooks.useOthers')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <WebhookForm {...rest} onClose={onClose} />
    </Modal>
  );
}

function WebhookForm({ account, webhooks, onClose }: Omit<OtherWebhooksProps, 'opened'>) {
  const { t } = useTranslation();
  const set = useSetWebhooks(account.id);
  // An address of ours comes with its secret masked; the engine leaves a masked one what it is.
  const [urls, setUrls] = useState({ status: webhooks.status ?? '', incoming: webhooks.incoming ?? '' });
  const [tried, setTried] = useState(false);
  const isWrong = (url: string) => url.trim() !== '' && !URL.canParse(url.trim());

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWrong(urls.status) || isWrong(urls.incoming)) return;
    const to = { status: urls.status.trim() || null, incoming: urls.incoming.trim() || null };
    set.mutate(to, { onSuccess: onClose });
  };

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {(['status', 'incoming'] as const).map((topic) => (
          <TextInput
            key={topic}
            label={t(`mobsms.webhooks.${topic}`)}
            placeholder="https://"
            description={t('mobsms.webhooks.emptyClears')}
            value={urls[topic]}
            maxLength={2000}
            spellCheck={false}
            error={tried && isWrong(urls[topic]) && t('mobsms.webhooks.fault')}
            onChange={(event) => setUrls({ ...urls, [topic]: event.currentTarget.value })}
          />
        ))}
        {set.isError && <ProviderTrouble accountId={account.id} error={set.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button type="submit" loading={set.isPending}>
            {t('mobsms.webhooks.set')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
