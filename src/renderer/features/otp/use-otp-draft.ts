import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { defaultAccount } from '../accounts/default-account.ts';
import type { OtpDraft } from './otp-draft.ts';
import { useOtpSession } from './otp-session.tsx';

/** How codes are set up, as it was left; at first through the account of the latest code. */
export function useOtpDraft(accounts: readonly Account[], latest: number | undefined) {
  const { t } = useTranslation();
  const { draft: kept, keep } = useOtpSession();
  const begun: OtpDraft = kept ?? {
    accountId: null,
    source: 'approved',
    purpose: 1,
    serviceName: '',
    text: t('otp.text.suggestion'),
    codeLength: 6,
    validMinutes: 5,
    templateId: null,
  };
  const draft = { ...begun, accountId: defaultAccount(accounts, begun.accountId ?? latest ?? null) };
  return {
    draft,
    account: accounts.find(({ id }) => id === draft.accountId),
    change: (part: Partial<OtpDraft>) => keep({ ...draft, ...part }),
  };
}
