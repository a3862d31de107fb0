import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Campaign } from '../../../shared/campaign.ts';
import { useFormat } from '../../ui/use-format.ts';

/** One line about a campaign: to whom, through what, when. */
export function useCampaignAbout() {
  const { t } = useTranslation();
  const format = useFormat();
  return (campaign: Campaign, accounts: readonly Account[]): string => {
    const { kind, listName, accountName, state, scheduledAt, startedAt, createdAt } = campaign;
    const at = state === 'scheduled' ? scheduledAt : startedAt;
    const names = accounts.length > 1 ? accounts.map(({ name }) => name) : [accountName];
    const words = { account: format.list(names), time: format.dateTime(at ?? createdAt) };
    if (listName === null) return t('campaigns.row.aboutOne', words);
    const form = kind === 'otp' ? 'campaigns.row.aboutCodes' : 'campaigns.row.about';
    return t(form, { ...words, list: listName });
  };
}
