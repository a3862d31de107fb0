import type { Account } from '../../../../shared/account.ts';
import { DeviceList } from './DeviceList.tsx';
import { GatewayApp } from './GatewayApp.tsx';

/** The phones that send for a MobSMS account, and the app that makes a phone one of them. */
export function MobsmsPhones({ account }: { account: Account }) {
  return (
    <>
      <DeviceList account={account} />
      <GatewayApp account={account} />
    </>
  );
}
