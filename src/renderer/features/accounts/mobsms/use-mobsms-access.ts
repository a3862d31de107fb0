import { useTranslation } from 'react-i18next';
import { call } from '../../../api.ts';
import { useTell } from '../../../ui/use-tell.tsx';
import { useKeepKey } from '../use-keep-key.ts';
import { useRecheck } from '../use-recheck.ts';
import type { MobsmsAccess } from './mobsms-access.ts';

/** Gives a MobSMS account its key. Both throw where MobSMS, or the system's keychain, says no. */
export function useMobsmsAccess() {
  const { t } = useTranslation();
  const keepKey = useKeepKey();
  const recheck = useRecheck();
  const tell = useTell();

  const welcome = async (accountId: number, who: string | null) => {
    await recheck(accountId);
    if (who !== null) tell.done(t('mobsms.connect.signedIn', { who }));
  };

  return {
    /** In the way that was chosen. Called directly: a mutation would keep the password in the cache. */
    withFields: async (accountId: number, access: MobsmsAccess): Promise<void> => {
      const { way, owner, password, key } = access;
      const email = access.email.trim();
      if (way === 'key') return keepKey(accountId, key);
      const user =
        way === 'register'
          ? await call('mobsms.register', { accountId, name: owner.trim(), email, password })
          : await call('mobsms.signIn', { accountId, email, password });
      return welcome(accountId, user.name ?? user.email);
    },
    /** On Google's page in the browser; waits until that is done. */
    withGoogle: async (accountId: number): Promise<void> => {
      const user = await call('mobsms.googleSignIn', { accountId });
      return welcome(accountId, user.name ?? user.email);
    },
  };
}
