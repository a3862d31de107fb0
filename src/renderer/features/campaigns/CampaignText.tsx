import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './CampaignText.module.css';

/** The text as it was written, fields and all. */
export function CampaignText({ template }: { template: string }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="campaign-text" className={classes.section}>
      <Title order={2} id="campaign-text" size="h3">
        {t('campaigns.text')}
      </Title>
      <p className={classes.text}>{template}</p>
    </section>
  );
}
