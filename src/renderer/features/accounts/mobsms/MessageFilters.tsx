import { Group, Input, SegmentedControl, Select } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { MobsmsStatusWord } from '../../../../shared/mobsms.ts';
import { useProviderCall } from '../use-provider-call.ts';
import { boxes, type MessageFilter } from './message-filter.ts';

interface MessageFiltersProps {
  account: Account;
  filter: MessageFilter;
  onChange: (filter: MessageFilter) => void;
}

/** Which of MobSMS's messages are shown. */
export function MessageFilters({ account, filter, onChange }: MessageFiltersProps) {
  const { t } = useTranslation();
  const boxId = useId();
  const devices = useProviderCall('mobsms.devices', { accountId: account.id });
  const all = { value: '', label: t('accounts.filter.all') };
  return (
    <Group gap="sm" align="flex-end">
      <Input.Wrapper
        label={t('mobsms.messages.box')}
        labelElement="div"
        labelProps={{ id: boxId, display: 'block' }}
      >
        <SegmentedControl
          // As high as the fields beside it.
          h={36}
          styles={{ label: { display: 'grid', placeContent: 'center', height: '100%', lineHeight: 1.3 } }}
          aria-labelledby={boxId}
          value={filter.box}
          onChange={(box) => onChange({ ...filter, box })}
          data={boxes.map((value) => ({ value, label: t(`mobsms.messages.boxes.${value}`) }))}
        />
      </Input.Wrapper>
      {filter.box === 'all' && (
        <>
          <Select
            label={t('mobsms.message.status')}
            w={150}
            data={[
              all,
              ...MobsmsStatusWord.options.map((value) => ({ value, label: t(`accounts.status.${value}`) })),
            ]}
            value={filter.status ?? ''}
            onChange={(value) =>
              onChange({
                ...filter,
                status: MobsmsStatusWord.options.find((known) => known === value) ?? null,
              })
            }
          />
          <Select
            label={t('mobsms.message.device')}
            w={180}
            data={[all, ...(devices.data ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }))]}
            value={filter.deviceId ?? ''}
            onChange={(value) => onChange({ ...filter, deviceId: value || null })}
          />
        </>
      )}
    </Group>
  );
}
