import type { Account } from '../../../../shared/account.ts';
import { ApiKeys } from './ApiKeys.tsx';
import { SignedInUser } from './SignedInUser.tsx';

/** Who is signed in at MobSMS, and which keys open the account. */
export function MobsmsAccessPanel({ account }: { account: Account }) {
  return (
    <>
      <SignedInUser account={account} />
      <ApiKeys account={account} />
    </>
  );
}
