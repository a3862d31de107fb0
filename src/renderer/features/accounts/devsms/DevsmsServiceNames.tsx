import { Button } from '@mantine/core';
import { IconCashOff, IconCircleCheck, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../../shared/account.ts';
import type { RememberedServiceName } from '../../../../shared/otp.ts';
import { useCall } from '../../../api.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { PlainTable, type PlainColumn } from '../../../ui/PlainTable.tsx';
import { ToneBadge } from '../../../ui/ToneBadge.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answer } from '../Answer.tsx';

/** Which service names DevSMS let through in one-time codes, and which it refused for money. */
export function DevsmsServiceNames({ account }: { account: Account }) {
  const { t } = useTranslation();
  const names = useCall('otp.serviceNames', { accountId: account.id });
  const columns = useNameColumns();

  return (
    <Panel title={t('devsms.names.title')} description={t('devsms.names.hint')}>
      <Answer accountId={account.id} query={names}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={<IconShieldCheck size={28} aria-hidden />}
              title={t('devsms.names.empty.title')}
              action={
                <Button component={Link} href="/otp">
                  {t('devsms.names.empty.action')}
                </Button>
              }
            >
              {t('devsms.names.empty.body')}
            </Empty>
          ) : (
            <PlainTable
              label={t('devsms.names.title')}
              columns={columns}
              rows={rows}
              rowKey={({ name }) => name}
            />
          )
        }
      </Answer>
    </Panel>
  );
}

function Verdict({ verdict }: { verdict: RememberedServiceName['verdict'] }) {
  const { t } = useTranslation();
  const Icon = verdict === 'safe' ? IconCircleCheck : IconCashOff;
  return (
    <ToneBadge
      tone={verdict === 'safe' ? 'good' : 'warning'}
      icon={<Icon size={14} stroke={2} aria-hidden />}
    >
      {t(`devsms.names.verdict.${verdict}`)}
    </ToneBadge>
  );
}

function useNameColumns(): PlainColumn<RememberedServiceName>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'name', header: t('devsms.names.name'), cell: ({ name }) => name },
    {
      key: 'verdict',
      header: t('devsms.names.verdict.label'),
      width: 'fit',
      cell: ({ verdict }) => <Verdict verdict={verdict} />,
    },
    { key: 'detail', header: t('devsms.names.words'), cell: ({ detail }) => detail ?? t('accounts.none') },
    { key: 'at', header: t('devsms.names.at'), width: 'fit', cell: ({ at }) => format.dateTime(at) },
  ];
}
