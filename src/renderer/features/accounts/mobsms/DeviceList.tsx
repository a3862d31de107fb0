import { Button, Select, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDeviceMobile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import type { MobsmsDevice } from '../../../../shared/mobsms.ts';
import { formatPhone } from '../../../../shared/phone.ts';
import { callKey, useAction } from '../../../api.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable, type PlainColumn } from '../../../ui/PlainTable.tsx';
import { ToneBadge } from '../../../ui/ToneBadge.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useTell } from '../../../ui/use-tell.tsx';
import { Answer } from '../Answer.tsx';
import { RefreshButton } from '../RefreshButton.tsx';
import { useChangeSettings } from '../use-change-settings.ts';
import { useProviderCall } from '../use-provider-call.ts';
import { usePlainNumber } from './use-plain-number.ts';

/** Width of the table, pixels, from which a phone's number stays on one line beside all else. */
const ALL_FROM = 760;

/** The phones of the account; which is the default one, and through which of them Kaptar sends. */
export function DeviceList({ account }: { account: Account }) {
  const { t } = useTranslation();
  const query = useProviderCall('mobsms.devices', { accountId: account.id });
  const columns = useDeviceColumns(account);
  return (
    <Panel
      title={t('mobsms.devices.title')}
      description={t('mobsms.devices.hint')}
      actions={<RefreshButton query={query} label={t('mobsms.devices.refresh')} />}
    >
      <Answer accountId={account.id} query={query} height={160}>
        {(devices) =>
          devices.length === 0 ? (
            <Empty icon={<IconDeviceMobile size={28} aria-hidden />} title={t('mobsms.devices.empty.title')}>
              {t('mobsms.devices.empty.body')}
            </Empty>
          ) : (
            <>
              <DeviceChoice account={account} devices={devices} />
              <PlainTable
                label={t('mobsms.devices.title')}
                columns={columns}
                rows={devices}
                rowKey={({ id }) => id}
              />
            </>
          )
        }
      </Answer>
    </Panel>
  );
}

/** Which phone Kaptar names when it sends: the setting `deviceId`. */
function DeviceChoice({ account, devices }: { account: Account; devices: readonly MobsmsDevice[] }) {
  const { t } = useTranslation();
  const change = useChangeSettings(account);
  const chosen = String(account.settings['deviceId'] ?? '');
  // MobSMS takes either id of a device; the settings may hold the other one.
  const device = devices.find(({ id, deviceId }) => id === chosen || deviceId === chosen);
  const isKnown = ['', 'active'].includes(chosen) || device !== undefined;
  return (
    <Select
      label={t('mobsms.devices.through.label')}
      description={t('mobsms.devices.through.hint')}
      maw={420}
      disabled={change.isPending}
      data={[
        { value: '', label: t('mobsms.devices.through.default') },
        { value: 'active', label: t('mobsms.devices.through.active') },
        ...devices.map(({ id, name, phone }) => ({
          value: id,
          label: [name ?? id, phone && formatPhone(phone)].filter(Boolean).join(' · '),
        })),
        ...(isKnown ? [] : [{ value: chosen, label: chosen }]),
      ]}
      value={device?.id ?? chosen}
      onChange={(value) => change.mutate({ deviceId: value ?? '' })}
    />
  );
}

function useDeviceColumns(account: Account): PlainColumn<MobsmsDevice>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const number = usePlainNumber();
  const none = t('accounts.none');
  return [
    {
      key: 'name',
      header: t('mobsms.devices.name'),
      cell: ({ name, id, phone, simSlot }) => (
        <>
          <Text fw={600}>{name ?? id}</Text>
          <Text size="xs" c="dimmed" className="number">
            {[
              phone && formatPhone(phone),
              // MobSMS counts the slots from 0, a phone from 1.
              simSlot === null ? null : t('mobsms.devices.simSlot', { number: number(simSlot + 1) }),
            ]
              .filter((fact) => fact !== null)
              .join(' · ')}
          </Text>
        </>
      ),
    },
    {
      key: 'active',
      header: t('mobsms.devices.state'),
      width: 'fit',
      cell: ({ isActive }) => (
        <ToneBadge tone={isActive ? 'good' : 'plain'}>
          {t(isActive ? 'mobsms.devices.active' : 'mobsms.devices.inactive')}
        </ToneBadge>
      ),
    },
    {
      key: 'smsRate',
      from: ALL_FROM,
      header: t('mobsms.devices.rate'),
      width: 'fit',
      align: 'end',
      cell: ({ smsRate }) => number(smsRate) ?? none,
    },
    {
      key: 'delay',
      from: ALL_FROM,
      header: t('mobsms.devices.delay'),
      width: 'fit',
      align: 'end',
      cell: ({ sendDelaySeconds }) => (sendDelaySeconds ? format.duration(sendDelaySeconds * 1000) : none),
    },
    {
      key: 'makeDefault',
      pinned: true,
      header: t('mobsms.devices.makeDefault.header'),
      width: 'fit',
      cell: (device) => <MakeDefault account={account} device={device} />,
    },
  ];
}

function MakeDefault({ account, device }: { account: Account; device: MobsmsDevice }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const setDefault = useAction('mobsms.setDefaultDevice');
  const name = device.name ?? device.id;
  if (device.isDefault) return <ToneBadge tone="waiting">{t('mobsms.devices.default')}</ToneBadge>;
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={setDefault.isPending}
      aria-label={t('mobsms.devices.makeDefault.named', { name })}
      onClick={() =>
        setDefault.mutate(
          { accountId: account.id, id: device.id },
          {
            onSuccess: () => {
              tell.done(t('mobsms.devices.makeDefault.done', { name }));
              void client.invalidateQueries({
                queryKey: callKey('mobsms.devices', { accountId: account.id }),
              });
            },
            onError: tell.trouble,
          },
        )
      }
    >
      {t('mobsms.devices.makeDefault.action')}
    </Button>
  );
}
