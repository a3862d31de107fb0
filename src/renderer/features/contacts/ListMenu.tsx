import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ContactList } from '../../../shared/contact.ts';
import { call } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { ListNameDialog } from './ListNameDialog.tsx';
import { RemoveListDialog } from './RemoveListDialog.tsx';

/** What can be done with a list. */
export function ListMenu({ list }: { list: ContactList }) {
  const { t } = useTranslation();
  const tell = useTell();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null);

  /** Its people stay; with them it goes by another way. */
  const remove = async () => {
    setAsking(null);
    try {
      await call('lists.remove', { id: list.id });
      navigate('/contacts');
      tell.done(t('contacts.list.removed', { list: list.name }), () => {
        call('lists.restore', { id: list.id }).catch(tell.trouble);
      });
    } catch (error) {
      tell.trouble(error);
    }
  };

  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('contacts.list.menu', { list: list.name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setAsking('rename')}>
            {t('contacts.list.rename')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => (list.contacts === 0 ? void remove() : setAsking('remove'))}
          >
            {t('contacts.list.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ListNameDialog list={asking === 'rename' ? list : null} onClose={() => setAsking(null)} />
      <RemoveListDialog
        list={asking === 'remove' ? list : null}
        onClose={() => setAsking(null)}
        onRemove={() => void remove()}
      />
    </>
  );
}
