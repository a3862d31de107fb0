import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconCopy, IconDots, IconPencil } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import { RenameDialog } from './RenameDialog.tsx';
import { UseAgainDialog } from './UseAgainDialog.tsx';
import { useArchive } from './use-archive.ts';
import { useUseAgain } from './use-use-again.ts';

/** What is rarely done to a campaign: another name, its text for another one, out of sight. */
export function CampaignMenu({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const [renaming, setRenaming] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const setArchived = useArchive(campaign);
  const again = useUseAgain(campaign);
  const { name, state, archived } = campaign;
  const isStill = state === 'draft' || state === 'finished' || state === 'cancelled';

  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon
            ref={opener}
            variant="default"
            size="lg"
            aria-label={t('campaigns.menu.open', { name })}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setRenaming(true)}>
            {t('campaigns.menu.rename')}
          </Menu.Item>
          {campaign.listId !== null && campaign.kind === 'list' && (
            <Menu.Item
              leftSection={<IconCopy size={16} aria-hidden />}
              onClick={() => (again.wouldReplace ? setReplacing(true) : again.begin())}
            >
              {t('campaigns.menu.again')}
            </Menu.Item>
          )}
          {(isStill || archived) && (
            <Menu.Item
              leftSection={
                archived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />
              }
              onClick={() => setArchived(!archived)}
            >
              {t(archived ? 'campaigns.menu.unarchive' : 'campaigns.menu.archive')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <RenameDialog
        campaign={campaign}
        opened={renaming}
        onClose={() => {
          setRenaming(false);
          // The item that opened it is gone with its menu.
          opener.current?.focus();
        }}
      />
      <UseAgainDialog
        name={name}
        opened={replacing}
        onConfirm={again.begin}
        onClose={() => {
          setReplacing(false);
          opener.current?.focus();
        }}
      />
    </>
  );
}
