import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../shared/contact.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { call } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';

type ContactsPart = CallOutput<'contacts.list'>;

/** Marks people as not to be written to, and takes the mark away; both can be undone for a while. */
export function useOptOut() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();

  /** Changes the one row wherever it is shown: fetching all that was scrolled through takes seconds. */
  const show = (phone: string, optedOut: boolean) =>
    client.setQueriesData<ContactsPart>(
      { queryKey: ['contacts.list'] },
      (part) => part && withMark(part, phone, optedOut),
    );

  const mark = async (contact: Contact, out: boolean, undoable: boolean) => {
    const { phone } = contact;
    // Rows that were asked for before would come without the change.
    await client.cancelQueries({ queryKey: ['contacts.list'] });
    show(phone, out);
    try {
      if (out) await call('contacts.optOut', { phone, reason: t('contacts.optOutReason') });
      else await call('contacts.optIn', { phone });
    } catch (error) {
      show(phone, !out);
      tell.trouble(error);
      return;
    }
    if (!undoable) return;
    const name = contact.name || phone;
    tell.done(t(out ? 'contacts.isOptedOut' : 'contacts.isOptedIn', { name }), () => {
      void mark(contact, !out, false);
    });
  };

  return (contact: Contact, out: boolean) => mark(contact, out, true);
}

function withMark(part: ContactsPart, phone: string, optedOut: boolean): ContactsPart {
  if (!part.contacts.some((contact) => contact.phone === phone)) return part;
  const contacts = part.contacts.map((contact) =>
    contact.phone === phone ? { ...contact, optedOut } : contact,
  );
  return { ...part, contacts };
}
