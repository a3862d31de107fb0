import { CloseButton, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Campaign, ErrorCount } from '../../../shared/campaign.ts';
import { MessageErrorCode, type MessageState } from '../../../shared/message.ts';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { MessageTable } from './MessageTable.tsx';
import { StateFilter } from './StateFilter.tsx';
import { useMessageSearch } from './use-message-search.ts';

interface MessageBrowserProps {
  campaign: Campaign;
  /** Those that have messages of it. */
  accounts: readonly Account[];
  filter: MessageState | null;
  onFilter: (state: MessageState | null) => void;
  /** For whoever leads the operator to the filter. */
  fieldset: RefObject<HTMLFieldSetElement | null>;
}

/** Long enough to type the next digit, ms. */
const TYPING = 250;
const ANY = 'any';
/** Rows that a search answers at most. */
const SHOWN = 100;

/** The messages of a campaign, by state, by reason, or one of them by its number or name. */
export function MessageBrowser({ campaign, accounts, filter, onFilter, fieldset }: MessageBrowserProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [chosenError, setChosenError] = useState<MessageErrorCode | null>(null);
  const [settled] = useDebouncedValue(typed.trim(), TYPING);
  // What is cleared is cleared at once.
  const search = typed.trim() === '' ? '' : settled;
  const errors = useCall('campaigns.errors', { id: campaign.id });
  const isCut = useMessageSearch(campaign.id, search).isCut;
  const kinds = sumByCode(errors.data?.filter(({ state }) => filter === null || state === filter) ?? []);
  // A single reason is no choice.
  const offersReasons = kinds.size > 1 && search === '';
  const error = offersReasons && chosenError !== null && kinds.has(chosenError) ? chosenError : null;

  return (
    <>
      <Group gap="sm" align="flex-end" justify="space-between" mb={-8}>
        <StateFilter
          states={campaign.states}
          total={campaign.total}
          value={filter}
          onChange={(state) => {
            setTyped('');
            onFilter(state);
          }}
          fieldset={fieldset}
        />
        <Group gap="sm" align="flex-end">
          {offersReasons && (
            <Select
              w={280}
              aria-label={t('messages.error.label')}
              data={[
                { value: ANY, label: t('messages.error.all') },
                ...[...kinds].map(([code, messages]) => ({
                  value: code,
                  label: t('messages.error.option', {
                    reason: t(`messageErrors.${code}`),
                    number: format.count(messages),
                  }),
                })),
              ]}
              value={error ?? ANY}
              onChange={(value) => setChosenError(MessageErrorCode.safeParse(value).data ?? null)}
            />
          )}
          <TextInput
            w={240}
            type="search"
            aria-label={t('messages.search.label')}
            placeholder={t('messages.search.placeholder')}
            title={t('messages.search.rule')}
            maxLength={100}
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={
              typed !== '' && (
                <CloseButton size="sm" aria-label={t('messages.search.clear')} onClick={() => setTyped('')} />
              )
            }
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Group>
      </Group>
      {search !== '' && (
        <Text size="xs" c="dimmed" component="output" mb={-8}>
          {isCut ? t('messages.search.more', { number: format.count(SHOWN) }) : t('messages.search.rule')}
        </Text>
      )}
      <MessageTable
        key={`${filter} ${error}`}
        campaign={campaign}
        accounts={accounts}
        filter={filter}
        error={error}
        search={search}
      />
    </>
  );
}

function sumByCode(errors: readonly ErrorCount[]): ReadonlyMap<MessageErrorCode, number> {
  const sums = new Map<MessageErrorCode, number>();
  for (const { code, messages } of errors) sums.set(code, (sums.get(code) ?? 0) + messages);
  return sums;
}
