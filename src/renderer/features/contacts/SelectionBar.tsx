import { Button, Group, Menu } from '@mantine/core';
import { IconBell, IconBellOff, IconListDetails, IconPencil, IconTrash, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactAction, ContactList } from '../../../shared/contact.ts';
import { useFormat } from '../../ui/use-format.ts';
import { BulkDialog, type BulkQuestion } from './BulkDialog.tsx';
import classes from './SelectionBar.module.css';

interface SelectionBarProps {
  /** Undefined while they are being counted. */
  count: number | undefined;
  /** The list that is shown; null for everybody. */
  list: ContactList | undefined;
  onAction: (action: ContactAction) => void;
  onClear: () => void;
  /** What else can be done with them. */
  children?: ReactNode;
}

/** What can be done with everybody who is ticked. */
export function SelectionBar({ count, list, onAction, onClear, children }: SelectionBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [question, setQuestion] = useState<BulkQuestion | null>(null);
  const small = { size: 'compact-sm', variant: 'default' } as const;

  return (
    <section className={classes.bar} aria-label={t('contacts.bulk.label')}>
      <output className={classes.count}>
        {count === undefined
          ? t('contacts.counting')
          : t('contacts.bulk.count', { count, number: format.count(count) })}
      </output>
      <Group gap="xs">
        <Button
          {...small}
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => setQuestion('set-field')}
        >
          {t('contacts.bulk.setField')}
        </Button>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button {...small} leftSection={<IconListDetails size={16} aria-hidden />}>
              {t('contacts.bulk.lists')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setQuestion('add-to-list')}>{t('contacts.bulk.addToList')}</Menu.Item>
            {list ? (
              <Menu.Item onClick={() => onAction({ do: 'take-from-list', listId: list.id })}>
                {t('contacts.bulk.takeFromThis', { list: list.name })}
              </Menu.Item>
            ) : (
              <Menu.Item onClick={() => setQuestion('take-from-list')}>
                {t('contacts.bulk.takeFromList')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button {...small} leftSection={<IconBellOff size={16} aria-hidden />}>
              {t('contacts.bulk.messages')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconBellOff size={16} aria-hidden />}
              onClick={() => setQuestion('opt-out')}
            >
              {t('contacts.bulk.optOut')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconBell size={16} aria-hidden />}
              onClick={() => onAction({ do: 'opt-in' })}
            >
              {t('contacts.bulk.optIn')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {children}
        <Button
          {...small}
          color="red"
          variant="light"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => onAction({ do: 'remove' })}
        >
          {t('contacts.bulk.remove')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={onClear}
        >
          {t('contacts.bulk.clear')}
        </Button>
      </Group>
      <BulkDialog
        question={question}
        count={count}
        onClose={() => setQuestion(null)}
        onAction={(action) => {
          setQuestion(null);
          onAction(action);
        }}
      />
    </section>
  );
}
