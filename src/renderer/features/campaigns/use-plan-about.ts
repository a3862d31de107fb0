import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../shared/plan.ts';

/** One line about a plan: to whom and through what. */
export function usePlanAbout() {
  const { t } = useTranslation();
  return ({ listName, accountName }: Plan): string =>
    t('plans.about', { list: listName ?? t('plans.noList'), account: accountName });
}
