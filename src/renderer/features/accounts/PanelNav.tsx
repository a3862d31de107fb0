import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../shared/account.ts';
import { accountPanels, type PanelName } from './account-panels.ts';
import classes from './PanelNav.module.css';

/** The panels of an account, as places to go to. */
export function PanelNav({ account, current }: { account: Account; current: PanelName }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.places} aria-label={t('accounts.panels.label', { name: account.name })}>
      <ul className={classes.panels}>
        {accountPanels[account.provider].map((panel) => (
          <li key={panel}>
            <Link
              href={panel === 'overview' ? `/accounts/${account.id}` : `/accounts/${account.id}/${panel}`}
              className={classes.panel}
              {...(panel === current ? { 'aria-current': 'page' as const } : {})}
            >
              {t(`accounts.panels.${panel}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
