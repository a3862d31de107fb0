import type { Account } from '../../../shared/account.ts';
import { serviceNameKey, type RememberedServiceName } from '../../../shared/otp.ts';
import { useCall } from '../../api.ts';

/** What an account's provider has made of service names so far. */
export function useServiceNames(account: Account | undefined) {
  const remembered = useCall(
    'otp.serviceNames',
    { accountId: account?.id ?? 0 },
    { enabled: account?.provider === 'devsms' },
  );
  const names = remembered.data ?? [];
  const find = (name: string): RememberedServiceName | undefined => {
    const wanted = serviceNameKey(name);
    return names.find((known) => serviceNameKey(known.name) === wanted);
  };
  return {
    /** Those that were accepted, to choose from. */
    safe: names.filter(({ verdict }) => verdict === 'safe').map(({ name }) => name),
    /** Undefined for a name that was never used. */
    standingOf: (name: string) => find(name)?.verdict,
    /** The refusal of this name, if there was one. */
    refusalOf: (name: string) => {
      const known = find(name);
      return known?.verdict === 'dangerous' ? known : undefined;
    },
  };
}
