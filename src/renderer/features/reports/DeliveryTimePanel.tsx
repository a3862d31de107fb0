import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeliveryTimes } from '../../../shared/report.ts';
import { DayBars } from '../../ui/charts/DayBars.tsx';
import { stateFill } from '../../ui/charts/StatePatterns.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FEWEST_BARS } from './fewest-bars.ts';
import { SwitchedPanel } from './SwitchedPanel.tsx';

/** How long messages took to arrive. */
export function DeliveryTimePanel({ times }: { times: DeliveryTimes }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { steps, half, mostly } = times;
  if (half === null || mostly === null) return null;
  const duration = (seconds: number) => format.duration(seconds * 1000);
  const name = (seconds: number) => t('reports.delivery.within', { time: duration(seconds) });
  const title = t('reports.delivery.title');
  const words =
    half === mostly
      ? t('reports.delivery.alike', { mostly: duration(mostly) })
      : t('reports.delivery.words', { half: duration(half), mostly: duration(mostly) });
  if (steps.length < FEWEST_BARS) return <Panel title={title} description={words} />;
  return (
    <SwitchedPanel
      title={title}
      description={<Text>{words}</Text>}
      chart={
        <DayBars
          label={words}
          series={[{ key: 'messages', label: t('reports.columns.messages'), fill: stateFill('delivered') }]}
          bars={steps.map(({ within, messages }) => ({ label: name(within), values: { messages } }))}
          format={format.count}
          height={180}
        />
      }
      table={
        <PlainTable
          label={title}
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
