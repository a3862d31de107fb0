import { useState } from 'react';
import type { Account } from '../../../../shared/account.ts';
import { DeliveryStats } from './DeliveryStats.tsx';
import { MessageBox } from './MessageBox.tsx';
import { MessageDialogs } from './MessageDialogs.tsx';
import type { OpenedMessage } from './opened-message.ts';

/** The messages that MobSMS has for this account, from Kaptar or not, and how many of them arrived. */
export function MobsmsMessages({ account }: { account: Account }) {
  const [opened, setOpened] = useState<OpenedMessage | null>(null);
  return (
    <>
      <DeliveryStats account={account} />
      <MessageBox account={account} onOpen={setOpened} />
      <MessageDialogs account={account} opened={opened} onClose={() => setOpened(null)} />
    </>
  );
}
