import type { Account } from '../../../shared/account.ts';
import { AccountEditor } from './AccountEditor.tsx';
import { needsKey, type PanelName } from './account-panels.ts';
import { AccountCallbacks } from './callbacks/AccountCallbacks.tsx';
import { DevsmsHistory } from './devsms/DevsmsHistory.tsx';
import { DevsmsPrices } from './devsms/DevsmsPrices.tsx';
import { DevsmsServiceNames } from './devsms/DevsmsServiceNames.tsx';
import { MissingKey } from './MissingKey.tsx';
import { ApiKeys } from './mobsms/ApiKeys.tsx';
import { MobsmsContacts } from './mobsms/MobsmsContacts.tsx';
import { MobsmsMessages } from './mobsms/MobsmsMessages.tsx';
import { MobsmsPhones } from './mobsms/MobsmsPhones.tsx';
import { MobsmsSubscriptionPanel } from './mobsms/MobsmsSubscriptionPanel.tsx';
import { SignedInUser } from './mobsms/SignedInUser.tsx';
import { OverviewPanel } from './OverviewPanel.tsx';
import { UbillBrands } from './ubill/UbillBrands.tsx';
import { UbillReport } from './ubill/UbillReport.tsx';

/** One panel of an account's page. Only the one that is open is here, so only it asks the provider. */
export function AccountPanel({ account, panel }: { account: Account; panel: PanelName }) {
  if (!account.hasSecret && needsKey(panel)) return <MissingKey account={account} />;
  switch (panel) {
    case 'overview':
      return <OverviewPanel account={account} />;
    case 'history':
      return <DevsmsHistory account={account} />;
    case 'prices':
      return <DevsmsPrices account={account} />;
    case 'names':
      return <DevsmsServiceNames account={account} />;
    case 'brands':
      return <UbillBrands account={account} />;
    case 'report':
      return <UbillReport account={account} />;
    case 'phones':
      return <MobsmsPhones account={account} />;
    case 'messages':
      return <MobsmsMessages account={account} />;
    case 'contacts':
      return <MobsmsContacts account={account} />;
    case 'subscription':
      return <MobsmsSubscriptionPanel account={account} />;
    case 'settings':
      return (
        <>
          <AccountEditor key={account.id} account={account} />
          {account.provider === 'mobsms' && account.hasSecret && <SignedInUser account={account} />}
        </>
      );
    case 'advanced':
      return (
        <>
          <AccountCallbacks account={account} />
          {account.provider === 'mobsms' && <ApiKeys account={account} />}
        </>
      );
  }
}
