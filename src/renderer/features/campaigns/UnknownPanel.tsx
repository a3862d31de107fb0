import { Button, Group, Loader, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { UnknownDecisionDialog } from './UnknownDecisionDialog.tsx';
import { decisionsOn, type Decision } from './unknown-decision.ts';
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
  const [decision, setDecision] = useState<Decision | null>(null);
  const ready = useEngineReady();
  const count = campaign.states.unknown;

  return (
    <Notice
      tone="doubt"
      icon={<IconHelpCircle aria-hidden />}
      title={t('unknown.title', { count, number: format.count(count) })}
    >
      <Text maw={760}>{t('unknown.body')}</Text>
      <Group gap={8} mt="xs" component="output">
        {lookupsPending > 0 && <Loader size={14} color="var(--unknown-text)" aria-hidden />}
        <Text fw={550}>
          {lookupsPending > 0
            ? t('unknown.asking', { count: lookupsPending, number: format.count(lookupsPending) })
            : t('unknown.notAsking')}
        </Text>
      </Group>
      <Group gap="sm" mt="md">
        {decisionsOn(campaign).map((one) => (
          <Button key={one} size="xs" variant="default" disabled={!ready} onClick={() => setDecision(one)}>
            {t(`unknown.${one}.action`)}
          </Button>
        ))}
        <Button size="xs" variant="subtle" color="gray" onClick={onShow}>
          {t('unknown.show')}
        </Button>
      </Group>
      <UnknownDecisionDialog
        campaign={campaign}
        messageIds={[]}
        count={count}
        parts={null}
        decision={decision}
        onClose={() => setDecision(null)}
      />
    </Notice>
  );
}
