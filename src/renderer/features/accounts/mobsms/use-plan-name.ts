import { useTranslation } from 'react-i18next';

/** What a plan of MobSMS is called: its API writes `premium`, its pages write Premium. Null where none is told. */
export function usePlanName() {
  const { i18n } = useTranslation();
  return (plan: string | null): string | null =>
    plan && plan.charAt(0).toLocaleUpperCase(i18n.language) + plan.slice(1);
}
