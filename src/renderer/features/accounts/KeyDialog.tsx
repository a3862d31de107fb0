import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { EnterKey } from './EnterKey.tsx';
import { ConnectMobsms } from './mobsms/ConnectMobsms.tsx';

interface KeyDialogProps {
  account: Account;
  opened: boolean;
  onClose: () => void;
}

/** Asks for the key of an account whose key is not at hand, or for what MobSMS makes one from. */
export function KeyDialog({ account, opened, onClose }: KeyDialogProps) {
  const { t } = useTranslation();
  const isMobsms = account.provider === 'mobsms';
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(isMobsms ? 'mobsms.connect.title' : 'accounts.keyDialog.title', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {isMobsms ? (
        <ConnectMobsms account={account} onDone={onClose} onCancel={onClose} />
      ) : (
        <EnterKey account={account} onDone={onClose} onCancel={onClose} />
      )}
    </Modal>
  );
}
