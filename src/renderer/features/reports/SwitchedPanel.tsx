import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/Panel.tsx';

interface SwitchedPanelProps {
  title: string;
  description?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
}

/** The same numbers as a chart or as a table. */
export function SwitchedPanel({ title, description, chart, table }: SwitchedPanelProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  return (
    <Panel
      title={title}
      description={description}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('reports.look.label', { title })}
          value={shown}
          onChange={(value) => setShown(value === 'table' ? 'table' : 'chart')}
          data={[
            { value: 'chart', label: t('reports.look.chart') },
            { value: 'table', label: t('reports.look.table') },
          ]}
        />
      }
    >
      {shown === 'chart' ? chart : table}
    </Panel>
  );
}
