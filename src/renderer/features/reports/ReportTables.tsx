import { useTranslation } from 'react-i18next';
import { REPORT_ROWS, type Report } from '../../../shared/report.ts';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { hasGone } from './has-messages.ts';
import { SumTable } from './SumTable.tsx';
import { useCampaignColumns } from './use-campaign-columns.tsx';
import { useErrorColumns } from './use-error-columns.tsx';
import { useReportWords } from './use-report-words.ts';

/** By campaign: each leads to its own report. */
export function CampaignTable({ report }: { report: Report }) {
  const { campaigns } = report;
  const { t } = useTranslation();
  const format = useFormat();
  const shown = campaigns.filter(hasGone);
  const columns = useCampaignColumns(report, shown);
  if (shown.length === 0) return null;
  return (
    <Panel
      title={t('reports.byCampaign')}
      description={
        campaigns.length === REPORT_ROWS
          ? t('reports.largest', { number: format.count(REPORT_ROWS) })
          : undefined
      }
    >
      <SumTable
        label={t('reports.byCampaign')}
        columns={columns}
        rows={shown}
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
  return (
    <Panel title={t('reports.byPrefix')} description={t('reports.byPrefixAbout')}>
      <SumTable
        label={t('reports.byPrefix')}
        before={OTHER_LABELS}
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
        ]}
      />
    </Panel>
  );
}

/** By account. */
export function AccountTable({ accounts }: { accounts: Report['accounts'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('reports.byAccount')}>
      <SumTable
        label={t('reports.byAccount')}
        rows={accounts}
        rowKey={({ accountId }) => String(accountId)}
        columns={[{ key: 'name', header: t('reports.columns.account'), cell: ({ name }) => name }]}
      />
    </Panel>
  );
}

/** Why messages did not arrive, and what can be done about it. */
export function ErrorTable({ errors }: { errors: Report['errors'] }) {
  const { t } = useTranslation();
  const columns = useErrorColumns();
  if (errors.length === 0) return null;
  return (
    <Panel title={t('reports.byError')}>
      <PlainTable
        label={t('reports.byError')}
        rows={errors}
        rowKey={({ state, errorCode }) => `${state} ${errorCode}`}
        columns={columns}
      />
    </Panel>
  );
}
