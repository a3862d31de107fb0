import { Skeleton, Stack } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Account } from '../../../shared/account.ts';
import { useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { OtpCard } from './OtpCard.tsx';
import classes from './OtpDesk.module.css';
import { OtpList } from './OtpList.tsx';
import { OtpSend } from './OtpSend.tsx';
import { OtpSetup } from './OtpSetup.tsx';
import { useOtpDraft } from './use-otp-draft.ts';

/** The latest codes; who looks for an older one knows its number and sends a new one. */
const LATEST = 30;

/** What codes say on the left; beside it the next one, the one that is followed, and below those before it. */
export function OtpDesk({ accounts }: { accounts: readonly Account[] }) {
  const latest = useCall('otp.list', { limit: LATEST });
  const [chosenId, setChosenId] = useState<number | null>(null);
  const [phone, setPhone] = useState('');
  const phoneField = useRef<HTMLInputElement>(null);
  const codes = latest.data ?? [];
  const { draft, account, change } = useOtpDraft(accounts, codes[0]?.accountId);
  // A code that was just sent may not be in the list yet.
  const shownId = chosenId ?? codes[0]?.id ?? null;

  return (
    <>
      <div className={classes.columns}>
        <OtpSetup accounts={accounts} draft={draft} account={account} onChange={change} />
        <Stack gap="lg">
          <OtpSend
            draft={draft}
            account={account}
            phone={phone}
            onPhone={setPhone}
            phoneField={phoneField}
            onSent={({ id }) => {
              setPhone('');
              setChosenId(id);
            }}
          />
          {latest.isPending && <Skeleton height={220} radius="lg" />}
          {shownId !== null && (
            <OtpCard
              key={shownId}
              id={shownId}
              takesFocus={chosenId !== null}
              onSendAnother={(recipient) => {
                setPhone(recipient);
                phoneField.current?.focus();
              }}
            />
          )}
        </Stack>
      </div>
      {latest.isError && <ErrorNote error={latest.error} onRetry={() => void latest.refetch()} />}
      {codes.length > 0 && <OtpList codes={codes} shownId={shownId} onShow={setChosenId} />}
    </>
  );
}
