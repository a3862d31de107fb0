import { Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import { call, callKey, type ApiError } from '../../api.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { MoneyAtStake } from './MoneyAtStake.tsx';
import type { Decision } from './unknown-decision.ts';

interface UnknownDecisionDialogProps {
  campaign: Campaign;
  /** Empty for all of the campaign. */
  messageIds: number[];
  count: number;
  /** Of those messages; null for all of the campaign. */
  parts: number | null;
  /** Null while nothing is asked. */
  decision: Decision | null;
  onClose: () => void;
}

/** Says what follows from the decision before it is taken: someone may get the text twice, or not at all. */
export function UnknownDecisionDialog(props: UnknownDecisionDialogProps) {
  const { campaign, messageIds, count, parts, decision, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { id } = campaign;
  const decide = useMutation<Campaign, ApiError, Decision>({
    mutationFn: (decided) => call('campaigns.decideUnknown', { id, messageIds, decision: decided }),
    onSuccess: (after) => {
      client.setQueryData(callKey('campaigns.get', { id }), after);
      void client.invalidateQueries({ queryKey: ['campaigns.messages'] });
      void client.invalidateQueries({ queryKey: callKey('campaigns.progress', { id }) });
      onClose();
    },
  });
  const words = decision ?? 'treat-as-sent';

  return (
    <ConfirmDialog
      opened={decision !== null}
      onClose={() => {
        onClose();
        decide.reset();
      }}
      title={t(`unknown.${words}.title`, { count, number: format.count(count) })}
      confirm={t(`unknown.${words}.confirm`)}
      danger={words === 'send-again'}
      busy={decide.isPending}
      error={decide.error}
      onConfirm={() => decide.mutate(words)}
    >
      <Stack gap="xs">
        <Text>{t(`unknown.${words}.body`, { count })}</Text>
        {decision && <MoneyAtStake campaign={campaign} parts={parts} />}
        <Text c="dimmed">{t('unknown.recorded')}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
