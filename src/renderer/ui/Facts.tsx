import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Facts.module.css';

/** One thing that is known: what it is, and its value; null where the provider does not say it. */
export interface Fact {
  label: string;
  value: ReactNode;
}

/** What is known of one thing, a line each. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value ?? t('ui.notTold')}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
