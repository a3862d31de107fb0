import { Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import type { CallInput } from '../../../shared/contract.ts';
import type { UnknownDecision } from '../../../shared/decision.ts';
import { Language } from '../../../shared/language.ts';
import { call, callKey, useCall, type ApiError } from '../../api.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { MoneyAtStake } from './MoneyAtStake.tsx';

interface UnknownDecisionDialogProps {
  campaign: Campaign;
  /** Empty for all of the campaign. */
  messageIds: number[];
  /** Null while nothing is asked. */
  decision: UnknownDecision | null;
  onClose: () => void;
}

type Deciding = CallInput<'campaigns.decideUnknown'>;

/**
 * Says what follows from the decision before it is taken: someone may get the text twice, or not at all. What stood
 * here is recorded with the decision.
 */
export function UnknownDecisionDialog(props: UnknownDecisionDialogProps) {
  const { campaign, messageIds, decision, onClose } = props;
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { id } = campaign;
  const stake = useCall('campaigns.atStake', { id, messageIds }, { enabled: decision !== null });
  const decide = useMutation<Campaign, ApiError, Deciding>({
    mutationFn: (deciding) => call('campaigns.decideUnknown', deciding),
    onSuccess: (after) => {
      client.setQueryData(callKey('campaigns.get', { id }), after);
      void client.invalidateQueries({ queryKey: ['campaigns.messages'] });
      void client.invalidateQueries({ queryKey: callKey('campaigns.progress', { id }) });
      onClose();
    },
    onError: () => void stake.refetch(),
  });
  const words = decision ?? 'treat-as-sent';
  const count = stake.data?.messages ?? (messageIds.length || campaign.states.unknown);
  const pending = stake.data?.lookupsPending ?? 0;

  const confirm = () => {
    if (!stake.data) return;
    const { messages, parts, cost, lookupsPending } = stake.data;
    const shown = { messages, parts, cost, lookupsPending, language: Language.parse(i18n.language) };
    decide.mutate({ id, messageIds, decision: words, shown });
  };

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
      busy={decide.isPending || stake.isLoading}
      error={decide.error ?? stake.error}
      onConfirm={confirm}
    >
      <Stack gap="xs">
        <Text>{t(`unknown.${words}.body`, { count })}</Text>
        {stake.data && <MoneyAtStake stake={stake.data} />}
        {pending > 0 && (
          <Text>{t('unknown.pending', { count: pending, number: format.count(pending) })}</Text>
        )}
        <Text c="dimmed">{t('unknown.recorded')}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
