import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeliveryTimes } from '../../../shared/report.ts';
import { DayBars } from '../../ui/charts/DayBars.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { SwitchedPanel } from './SwitchedPanel.tsx';

/** How long messages took to arrive. */
export function DeliveryTimePanel({ times }: { times: DeliveryTimes }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { steps, half, mostly } = times;
  if (half === null || mostly === null) return null;
  const duration = (seconds: number) => format.duration(seconds * 1000);
  const name = (seconds: number) => t('reports.delivery.within', { time: duration(seconds) });
  const words = t('reports.delivery.words', { half: duration(half), mostly: duration(mostly) });
  return (
    <SwitchedPanel
      title={t('reports.delivery.title')}
      description={<Text>{words}</Text>}
      chart={
        <DayBars
          label={words}
          series={[{ key: 'messages', label: t('reports.columns.messages'), color: 'var(--delivered-fill)' }]}
          bars={steps.map(({ within, messages }) => ({ label: name(within), values: { messages } }))}
          format={format.count}
          height={180}
        />
      }
      table={
        <PlainTable
          label={t('reports.delivery.title')}
          rows={steps}
          rowKey={({ within }) => String(within)}
          columns={[
            { key: 'within', header: t('reports.delivery.time'), cell: ({ within }) => name(within) },
            {
              key: 'messages',
              header: t('reports.columns.messages'),
              align: 'end',
              cell: ({ messages }) => format.count(messages),
            },
          ]}
        />
      }
    />
  );
}
