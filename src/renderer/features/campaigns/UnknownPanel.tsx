import { Button, Group, Loader, Text, Title } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import type { UnknownDecision } from '../../../shared/decision.ts';
import { useCall } from '../../api.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { MoneyAtStake } from './MoneyAtStake.tsx';
import classes from './UnknownPanel.module.css';
import { UnknownDecisionDialog } from './UnknownDecisionDialog.tsx';
import { decisionsOn } from './unknown-decision.ts';
import { useEngineReady } from './use-campaign-standing.ts';

interface UnknownPanelProps {
  campaign: Campaign;
  lookupsPending: number;
  onShow: () => void;
}

/** Messages that may have been sent: what happened, what Kaptar does about it, and what one can decide. */
export function UnknownPanel({ campaign, lookupsPending, onShow }: UnknownPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [decision, setDecision] = useState<UnknownDecision | null>(null);
  const ready = useEngineReady();
  const stake = useCall('campaigns.atStake', { id: campaign.id, messageIds: [] }, { keepLast: true });
  const count = campaign.states.unknown;

  return (
    <Notice
      tone="doubt"
      icon={<IconHelpCircle aria-hidden />}
      title={t('unknown.title', { count, number: format.count(count) })}
    >
      <Text maw={760}>{t('unknown.body')}</Text>
      <Title order={3} mt="sm">
        {t('unknown.itself.title')}
      </Title>
      <Group gap={8} component="output" wrap="nowrap" align="baseline">
        {lookupsPending > 0 && <Loader size={12} color="var(--unknown-text)" aria-hidden />}
        <Text fw={550} maw={760}>
          {lookupsPending > 0
            ? t('unknown.itself.asking', { count: lookupsPending, number: format.count(lookupsPending) })
            : t('unknown.itself.notAsking')}
        </Text>
      </Group>
      <Text maw={760}>{t('unknown.itself.never')}</Text>
      <Title order={3} mt="sm">
        {t('unknown.you.title')}
      </Title>
      <div className={classes.decisions}>
        <div className={classes.decision}>
          <Button size="xs" variant="default" onClick={onShow}>
            {t('unknown.show')}
          </Button>
          <Text>{t('unknown.showMeaning')}</Text>
        </div>
        {decisionsOn(campaign).map((one) => (
          <div key={one} className={classes.decision}>
            <Button size="xs" variant="default" disabled={!ready} onClick={() => setDecision(one)}>
              {t(`unknown.${one}.action`)}
            </Button>
            <div>
              <Text>{t(`unknown.${one}.meaning`)}</Text>
              {one === 'send-again' && stake.data && <MoneyAtStake stake={stake.data} />}
            </div>
          </div>
        ))}
      </div>
      <UnknownDecisionDialog
        campaign={campaign}
        messageIds={[]}
        decision={decision}
        onClose={() => setDecision(null)}
      />
    </Notice>
  );
}
