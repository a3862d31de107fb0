import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../shared/contact.ts';
import { call } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';

/** Marks people as not to be written to, and takes the mark away; both can be undone for a while. */
export function useOptOut() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();

  const mark = async (contact: Contact, out: boolean, undoable: boolean) => {
    const { phone } = contact;
    try {
      if (out) await call('contacts.optOut', { phone, reason: t('contacts.optOutReason') });
      else await call('contacts.optIn', { phone });
      await client.invalidateQueries({ queryKey: ['contacts.list'] });
    } catch (error) {
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
