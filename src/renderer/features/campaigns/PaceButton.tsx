import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FASTEST_RATE, SLOWEST_RATE, type Account } from '../../../shared/account.ts';
import type { Campaign } from '../../../shared/campaign.ts';
import { useAction } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import { useCampaignAccounts } from './use-campaign-accounts.ts';

/** Changes how fast the accounts of a campaign send, while they do. */
export function PaceButton({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const accounts = useCampaignAccounts(campaign);
  if (accounts.length === 0) return null;
  const close = () => setOpened(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="light"
        mt={4}
        aria-label={t('live.pace.changeLabel')}
        onClick={() => setOpened(true)}
      >
        {t('live.pace.change')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('live.pace.title')}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        <PaceForm accounts={accounts} onDone={close} />
      </Modal>
    </>
  );
}

function PaceForm({ accounts, onDone }: { accounts: readonly Account[]; onDone: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const setRate = useAction('accounts.setRate');
  const [rates, setRates] = useState<ReadonlyMap<number, number | string>>(
    () => new Map(accounts.map(({ id, settings }) => [id, Number(settings['rate'])])),
  );
  const isValid = [...rates.values()].every(
    (rate) => typeof rate === 'number' && rate >= SLOWEST_RATE && rate <= FASTEST_RATE,
  );

  const save = async () => {
    for (const [id, rate] of rates) await setRate.mutateAsync({ id, rate: Number(rate) });
    tell.done(t('live.pace.done'));
    onDone();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // What went wrong is shown above the button.
        if (isValid) save().catch(() => undefined);
      }}
    >
      <Stack>
        <Text>{t(accounts.length > 1 ? 'live.pace.bodyMany' : 'live.pace.body')}</Text>
        {accounts.map(({ id, name, provider }) => (
          <NumberInput
            key={id}
            label={t(provider === 'mobsms' ? 'live.pace.parts' : 'live.pace.messages', { account: name })}
            description={t('live.pace.hint')}
            min={SLOWEST_RATE}
            max={FASTEST_RATE}
            decimalScale={2}
            value={rates.get(id) ?? ''}
            onChange={(rate) => setRates(new Map(rates).set(id, rate))}
            data-autofocus={id === accounts[0]?.id || undefined}
          />
        ))}
        {setRate.error && <ErrorNote error={setRate.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onDone}>
            {t('actions.back')}
          </Button>
          <Button type="submit" loading={setRate.isPending} disabled={!isValid}>
            {t('live.pace.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
