import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportTable } from '../../../shared/report.ts';

interface ExportMenuProps {
  button: RefObject<HTMLButtonElement | null>;
  tables: readonly ReportTable[];
  busy: boolean;
  onChoose: (table: ReportTable) => void;
}

/** What of a report can be saved as a file. */
export function ExportMenu({ button, tables, busy, onChoose }: ExportMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" shadow="md" width={300}>
      <Menu.Target>
        <Button
          ref={button}
          leftSection={<IconDownload size={16} aria-hidden />}
          data-disabled={busy}
          aria-disabled={busy}
        >
          {t('reports.export.action')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('reports.export.which')}</Menu.Label>
        {tables.map((table) => (
          <Menu.Item key={table} disabled={busy} onClick={() => onChoose(table)}>
            {t(`reports.export.tables.${table}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
