import { Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { useAction } from '../../../api.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { useKept } from '../../../ui/use-kept.ts';
import { useTell } from '../../../ui/use-tell.tsx';
import { Answer } from '../Answer.tsx';
import { useProviderCall } from '../use-provider-call.ts';
import { MessageFacts } from './MessageFacts.tsx';
import { MessageVerbs } from './MessageVerbs.tsx';
import { allOf, type OpenedMessage } from './opened-message.ts';
import { UpdateMessage } from './UpdateMessage.tsx';

interface MessageDialogsProps {
  account: Account;
  /** Null shows nothing. */
  opened: OpenedMessage | null;
  onClose: () => void;
}

/** One message of MobSMS, asked for anew, and what can be done with it there. */
export function MessageDialogs({ account, opened, onClose }: MessageDialogsProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  // One dialog at a time: the question stands in place of the message, and Escape leads back to it.
  const [asking, setAsking] = useState<'cancel' | 'delete' | null>(null);
  const cancel = useAction('mobsms.cancelMessage');
  const remove = useAction('mobsms.deleteMessage');
  const shown = useKept(opened);
  const verb = useKept(asking) ?? 'cancel';
  const id = shown?.id ?? '';
  const query = useProviderCall(
    'mobsms.message',
    { accountId: account.id, id },
    { enabled: opened !== null },
  );

  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['mobsms.messages'] });
    void client.invalidateQueries({ queryKey: ['mobsms.deliveryStats'] });
  };
  const back = () => {
    setAsking(null);
    cancel.reset();
    remove.reset();
  };
  const confirm = () => {
    const input = { accountId: account.id, id };
    if (verb === 'cancel') {
      cancel.mutate(input, {
        onSuccess: () => {
          tell.done(t('mobsms.message.cancel.done'));
          back();
          void query.refetch();
          refresh();
        },
      });
    } else {
      remove.mutate(input, {
        onSuccess: () => {
          tell.done(t('mobsms.message.delete.done'));
          back();
          onClose();
          refresh();
        },
      });
    }
  };

  return (
    <>
      <Modal
        opened={opened !== null && asking === null}
        onClose={onClose}
        size="lg"
        title={t('mobsms.message.title', { id })}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        <Answer accountId={account.id} query={query} height={320}>
          {(message) => (
            <Stack gap="lg">
              <MessageFacts message={allOf(message, shown?.row ?? null)} />
              <UpdateMessage
                key={`${message.id}-${message.status}`}
                account={account}
                message={message}
                onUpdated={() => {
                  void query.refetch();
                  refresh();
                }}
              />
              <MessageVerbs message={message} onAsk={setAsking} />
            </Stack>
          )}
        </Answer>
      </Modal>
      <ConfirmDialog
        opened={asking !== null}
        onClose={back}
        title={t(`mobsms.message.${verb}.title`)}
        confirm={t(`mobsms.message.${verb}.action`)}
        danger
        busy={cancel.isPending || remove.isPending}
        error={cancel.error ?? remove.error}
        onConfirm={confirm}
      >
        <Text>{t(`mobsms.message.${verb}.body`)}</Text>
      </ConfirmDialog>
    </>
  );
}
