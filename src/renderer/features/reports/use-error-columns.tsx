import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report.ts';
import type { PlainColumn } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { StateMark } from '../campaigns/StateMark.tsx';

/** What a report tells of each reason why messages did not arrive. */
export function useErrorColumns(): readonly PlainColumn<Report['errors'][number]>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'state',
      header: t('reports.columns.state'),
      width: 'fit',
      cell: ({ state }) => <StateMark state={state} />,
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
  ];
}
