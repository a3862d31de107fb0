import type { Account } from '../../../shared/account.ts';
import { Card } from '../../ui/Card.tsx';
import { AccountStanding } from './AccountStanding.tsx';
import { DevsmsStatistics } from './devsms/DevsmsStatistics.tsx';
import { LowBalanceNote } from './LowBalanceNote.tsx';
import { MissingKey } from './MissingKey.tsx';
import { MobsmsOverview } from './mobsms/MobsmsOverview.tsx';
import { UbillSender } from './ubill/UbillSender.tsx';
import classes from './OverviewPanel.module.css';
import { useAccountCheck } from './use-account-check.ts';

/** How an account stands: what is left, what it costs, and what its provider counts. */
export function OverviewPanel({ account }: { account: Account }) {
  const check = useAccountCheck(account);
  if (!account.hasSecret) return <MissingKey account={account} />;
  // All that MobSMS says in answer to the check stands in its own details, too, and better.
  const isSaidBelow = account.provider === 'mobsms' && check.isSuccess;
  return (
    <>
      {account.balanceIsLow && <LowBalanceNote account={account} />}
      <div className={check.isSuccess && !isSaidBelow ? classes.overview : undefined}>
        {!isSaidBelow && (
          <Card>
            <AccountStanding account={account} />
          </Card>
        )}
        {/* Without an answer to the check there is none to more questions: one trouble is said once. */}
        {check.isSuccess && <Details account={account} />}
      </div>
    </>
  );
}

function Details({ account }: { account: Account }) {
  switch (account.provider) {
    case 'devsms':
      return <DevsmsStatistics account={account} />;
    case 'ubill':
      return <UbillSender account={account} />;
    case 'mobsms':
      return <MobsmsOverview account={account} />;
  }
}
