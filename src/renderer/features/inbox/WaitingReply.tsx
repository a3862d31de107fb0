import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../shared/account.ts';
import type { PauseReason } from '../../../shared/campaign.ts';
import { useAction } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';
import classes from './ThreadMessages.module.css';

interface WaitingReplyProps {
  campaignId: number;
  reason: PauseReason;
  /** Undefined once the account was removed. */
  account: Account | undefined;
}

/** Why an answer does not leave though nothing is before it, and what sets it going again or ends the wait. */
export function WaitingReply({ campaignId, reason, account }: WaitingReplyProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const resume = useAction('campaigns.resume');
  const cancel = useAction('campaigns.cancel');
  const busy = resume.isPending || cancel.isPending;
  return (
    <div className={classes.waits}>
      {t(`singles.${reason}`)}
      {account && (
        <>
          {' · '}
          <Anchor component={Link} href={`/accounts/${account.id}`} inherit>
            {t('pauses.openAccount')}
          </Anchor>
        </>
      )}
      {' · '}
      <Anchor
        component="button"
        type="button"
        inherit
        disabled={busy}
        onClick={() => resume.mutate({ id: campaignId }, { onError: tell.trouble })}
      >
        {t('actions.retry')}
      </Anchor>
      {' · '}
      <Anchor
        component="button"
        type="button"
        inherit
        disabled={busy}
        onClick={() => cancel.mutate({ id: campaignId }, { onError: tell.trouble })}
      >
        {t('otp.paused.cancel')}
      </Anchor>
    </div>
  );
}
