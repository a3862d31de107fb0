import { Button, Group, Modal, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconBell, IconBellOff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OptOut } from '../../../shared/contact.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { call, useAction, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useKept } from '../../ui/use-kept.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { BulkDialog } from './BulkDialog.tsx';
import { ContactForm } from './ContactForm.tsx';
import { ContactMessages } from './ContactMessages.tsx';
import { useContactChange } from './use-contact-change.ts';

interface ContactDialogProps {
  /** A contact's id, `new`, or null for nothing. */
  shown: number | 'new' | null;
  /** Where a new one goes; null for no list. */
  listId: number | null;
  onClose: () => void;
}

/** One person: all that is known, to be changed, and the messages so far. */
export function ContactDialog({ shown, listId, onClose }: ContactDialogProps) {
  const { t } = useTranslation();
  const kept = useKept(shown);
  // One that is opened again while it still fades is not to begin with what was typed before.
  const [opening, setOpening] = useState({ shown, count: 0 });
  if (opening.shown !== shown) setOpening({ shown, count: opening.count + (shown === null ? 0 : 1) });
  const id = typeof kept === 'number' ? kept : null;
  const known = useCall('contacts.get', { id: id ?? 0 }, { enabled: id !== null && shown !== null });
  const contact = known.data?.contact;
  const title = kept === 'new' ? t('contacts.card.new') : contact?.name || formatPhone(contact?.phone ?? '');

  return (
    <Modal
      opened={shown !== null}
      onClose={onClose}
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {kept === 'new' && <NewContact key={opening.count} listId={listId} onClose={onClose} />}
      {id !== null && <StoredContact key={opening.count} id={id} onClose={onClose} />}
    </Modal>
  );
}

/** Asked for anew at each opening: a form that began with the words of the last one would write them back. */
function StoredContact({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useCall('contacts.get', { id }, { staleTime: 0 });
  return (
    <>
      {query.isError && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {!query.isFetchedAfterMount && <Skeleton height={260} />}
      {query.isFetchedAfterMount && query.data && <KnownContact known={query.data} onClose={onClose} />}
    </>
  );
}

function NewContact({ listId, onClose }: { listId: number | null; onClose: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const create = useAction('contacts.create');
  return (
    <ContactForm
      contact={{ phone: '', name: '', fields: {} }}
      listIds={listId === null ? [] : [listId]}
      busy={create.isPending}
      error={create.error}
      submit={t('contacts.card.add')}
      onSubmit={(words) =>
        create.mutate(words, {
          onSuccess: () => {
            tell.done(t('contacts.card.added', { name: words.name || formatPhone(words.phone) }));
            onClose();
          },
        })
      }
    />
  );
}

function KnownContact({ known, onClose }: { known: CallOutput<'contacts.get'>; onClose: () => void }) {
  const { t } = useTranslation();
  const { contact, lists, messages } = known;
  const update = useAction('contacts.update');
  const { change, tellDone } = useContactChange();
  const name = contact.name || formatPhone(contact.phone);

  return (
    <Stack gap="lg">
      <OptOutNote known={known} />
      <ContactForm
        contact={contact}
        listIds={lists.map(({ id }) => id)}
        busy={update.isPending}
        error={update.error}
        submit={t('actions.save')}
        onSubmit={(words) =>
          update.mutate(
            { id: contact.id, ...words },
            {
              onSuccess: ({ changeId }) => {
                tellDone(
                  t('contacts.card.saved', { name: words.name || formatPhone(words.phone) }),
                  changeId,
                );
                onClose();
              },
            },
          )
        }
      >
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={17} aria-hidden />}
          onClick={() => {
            change.mutate({ target: { kind: 'some', ids: [contact.id] }, action: { do: 'remove' } });
            onClose();
          }}
        >
          {t('contacts.card.remove', { name })}
        </Button>
      </ContactForm>
      <section>
        <Title order={3} mb={6}>
          {t('contacts.card.messages')}
        </Title>
        {messages.length === 0 ? (
          <Text c="dimmed">{t('contacts.card.noMessages')}</Text>
        ) : (
          <ContactMessages messages={messages} onOpen={onClose} />
        )}
      </section>
    </Stack>
  );
}

/** Whether the person gets messages, why not, and the way to change that. */
function OptOutNote({ known: { contact, optOut } }: { known: CallOutput<'contacts.get'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [asking, setAsking] = useState(false);
  const { change } = useContactChange();

  const optIn = async (former: OptOut) => {
    try {
      await call('contacts.optIn', { phone: contact.phone });
      tell.done(t('contacts.isOptedIn', { name: contact.name || formatPhone(contact.phone) }), () => {
        call('optOuts.restore', { optOuts: [former] }).catch(tell.trouble);
      });
    } catch (error) {
      tell.trouble(error);
    }
  };

  if (!optOut) {
    return (
      <Group justify="space-between">
        <Text c="dimmed">{t('contacts.card.getsMessages')}</Text>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconBellOff size={16} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {t('contacts.optOut')}
        </Button>
        <BulkDialog
          question={asking ? 'opt-out' : null}
          count={1}
          onClose={() => setAsking(false)}
          onAction={(action) => {
            setAsking(false);
            change.mutate({ target: { kind: 'some', ids: [contact.id] }, action });
          }}
        />
      </Group>
    );
  }
  return (
    <Notice
      tone="warning"
      icon={<IconBellOff aria-hidden />}
      title={t('contacts.card.optedOut', { date: format.dateTime(optOut.createdAt) })}
    >
      <Group justify="space-between">
        <Text>{t(`contacts.card.because.${optOut.source}`, { reason: optOut.reason })}</Text>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconBell size={16} aria-hidden />}
          onClick={() => void optIn(optOut)}
        >
          {t('contacts.optIn')}
        </Button>
      </Group>
    </Notice>
  );
}
