import { useTranslation } from 'react-i18next';
import { REPORT_ROWS, type Report } from '../../../shared/report.ts';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useCampaignColumns } from './use-campaign-columns.tsx';
import { useReportWords } from './use-report-words.ts';
import { useSumColumns } from './use-sum-columns.tsx';

/** By campaign: each leads to its own report. */
export function CampaignTable({ campaigns }: { campaigns: Report['campaigns'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useCampaignColumns();
  return (
    <Panel
      title={t('reports.byCampaign')}
      description={
        campaigns.length === REPORT_ROWS
          ? t('reports.largest', { number: format.count(REPORT_ROWS) })
          : undefined
      }
    >
      <PlainTable
        label={t('reports.byCampaign')}
        columns={columns}
        rows={campaigns}
        rowKey={({ campaignId, kind }) => `${campaignId} ${kind}`}
      />
    </Panel>
  );
}

/** The range and the operator beside the country, in pixels. */
const OTHER_LABELS = 250;

/** By country, and by the operators' ranges at home. */
export function PrefixTable({ prefixes }: { prefixes: Report['prefixes'] }) {
  const { t } = useTranslation();
  const { countryName } = useReportWords();
  const sums = useSumColumns(OTHER_LABELS);
  return (
    <Panel title={t('reports.byPrefix')} description={t('reports.byPrefixAbout')}>
      <PlainTable
        label={t('reports.byPrefix')}
        rows={prefixes}
        rowKey={({ country, prefix }) => `${country} ${prefix}`}
        columns={[
          {
            key: 'country',
            header: t('reports.columns.country'),
            cell: ({ country }) => countryName(country),
          },
          { key: 'prefix', header: t('reports.columns.prefix'), cell: ({ prefix }) => prefix ?? '–' },
          { key: 'operator', header: t('reports.columns.operator'), cell: ({ operator }) => operator ?? '–' },
          ...sums,
        ]}
      />
    </Panel>
  );
}

/** By account. */
export function AccountTable({ accounts }: { accounts: Report['accounts'] }) {
  const { t } = useTranslation();
  const sums = useSumColumns();
  return (
    <Panel title={t('reports.byAccount')}>
      <PlainTable
        label={t('reports.byAccount')}
        rows={accounts}
        rowKey={({ accountId }) => String(accountId)}
        columns={[{ key: 'name', header: t('reports.columns.account'), cell: ({ name }) => name }, ...sums]}
      />
    </Panel>
  );
}

/** Why messages did not arrive, and what can be done about it. */
export function ErrorTable({ errors }: { errors: Report['errors'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  if (errors.length === 0) return null;
  return (
    <Panel title={t('reports.byError')}>
      <PlainTable
        label={t('reports.byError')}
        rows={errors}
        rowKey={({ state, errorCode }) => `${state} ${errorCode}`}
        columns={[
          {
            key: 'state',
            header: t('reports.columns.state'),
            width: 'fit',
            cell: ({ state }) => words.stateName(state),
          },
          {
            key: 'reason',
            header: t('reports.columns.error'),
            cell: ({ state, errorCode }) =>
              errorCode === null ? t(`messageStates.${state}.meaning`) : t(`messageErrors.${errorCode}`),
          },
          {
            key: 'advice',
            header: t('reports.columns.advice'),
            cell: ({ errorCode }) => t(`reports.advice.${errorCode ?? 'none'}`),
          },
          {
            key: 'messages',
            header: t('reports.columns.messages'),
            align: 'end',
            width: 'fit',
            cell: ({ messages }) => format.count(messages),
          },
        ]}
      />
    </Panel>
  );
}
