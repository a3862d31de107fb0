import { Radio, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../../shared/campaign.ts';
import type { RetryableCode } from '../../../shared/message.ts';
import { timesMoney } from '../../../shared/money.ts';
import { callKey, useAction, useCall } from '../../api.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useKept } from '../../ui/use-kept.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { useAccountCheck } from '../accounts/use-account-check.ts';

/** Refused messages of one kind. */
export interface RetryableError {
  code: RetryableCode;
  messages: number;
  parts: number;
}

interface RetryDialogProps {
  campaign: Campaign;
  /** Those that can be tried again. */
  errors: readonly RetryableError[];
  opened: boolean;
  onClose: () => void;
}

/** Says what trying again does and costs, and which of the refused messages it is about. */
export function RetryDialog({ campaign, errors, opened, onClose }: RetryDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const client = useQueryClient();
  const [code, setCode] = useState<RetryableCode | null>(null);
  const retry = useAction('campaigns.retryFailed');
  const { id } = campaign;
  // Once they are back in line none is left, and the dialog still has to fade.
  const shown = useKept(errors.length > 0 ? errors : null) ?? [];
  const chosen = shown.filter((error) => code === null || error.code === code);
  const messages = chosen.reduce((sum, error) => sum + error.messages, 0);
  const parts = chosen.reduce((sum, error) => sum + error.parts, 0);
  const all = shown.reduce((sum, error) => sum + error.messages, 0);

  const close = () => {
    onClose();
    setCode(null);
    retry.reset();
  };

  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={t('notReached.dialog.title')}
      confirm={t('notReached.dialog.confirm', { count: messages, number: format.count(messages) })}
      busy={retry.isPending}
      error={retry.error}
      onConfirm={() =>
        retry.mutate(
          { id, code },
          {
            onSuccess: ({ campaign: after, retried }) => {
              client.setQueryData(callKey('campaigns.get', { id }), after);
              const words = { count: retried, number: format.count(retried) };
              tell.done(t(retried > 0 ? 'notReached.dialog.done' : 'notReached.dialog.none', words));
              close();
            },
          },
        )
      }
    >
      <Stack gap="sm">
        <Text>{t('notReached.dialog.body')}</Text>
        {shown.length > 1 && (
          <Radio.Group
            label={t('notReached.dialog.which')}
            value={code ?? 'all'}
            onChange={(value) => setCode(shown.find((error) => error.code === value)?.code ?? null)}
          >
            <Stack gap={6} mt={6}>
              <Radio value="all" label={t('notReached.dialog.all', { number: format.count(all) })} />
              {shown.map((error) => (
                <Radio
                  key={error.code}
                  value={error.code}
                  label={t('notReached.dialog.kind', {
                    kind: t(`messageErrors.${error.code}`),
                    number: format.count(error.messages),
                  })}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <RetryCost campaign={campaign} parts={parts} />
        <Text c="dimmed">{t('notReached.dialog.recorded')}</Text>
      </Stack>
    </ConfirmDialog>
  );
}

/** What the parts cost, where one account sends them all and its provider tells its price. */
function RetryCost({ campaign, parts }: { campaign: Campaign; parts: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const accounts = useCall('accounts.list', {});
  const check = useAccountCheck(accounts.data?.find(({ id }) => id === campaign.accountId));
  const price = campaign.accountIds.length === 1 ? check.data?.price : null;
  return (
    <Text fw={550}>
      {price
        ? t('notReached.dialog.cost', { cost: format.money(timesMoney(price, parts)) })
        : t('notReached.dialog.costUnknown')}
    </Text>
  );
}
