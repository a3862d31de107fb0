import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import classes from './CampaignText.module.css';

/** The text as it was written, fields and all. */
export function CampaignText({ template }: { template: string }) {
  const { t } = useTranslation();
  return (
    <Card labelledBy="campaign-text">
      <Title order={2} id="campaign-text" mb={6}>
        {t('campaigns.text')}
      </Title>
      <p className={classes.text}>{template}</p>
    </Card>
  );
}
