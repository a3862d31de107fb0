import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconFileSpreadsheet, IconPhoneX, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ImportReport } from '../../../shared/csv-import.ts';
import { Card } from '../../ui/Card.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { ImportDraft } from './import-draft.ts';
import { RejectedRows } from './RejectedRows.tsx';
import { StepHeading } from './StepHeading.tsx';

interface ImportReportViewProps {
  report: ImportReport;
  draft: ImportDraft;
  onAnother: () => void;
}

/** The last step: what came of it, and what to mend. */
export function ImportReportView({ report, draft, onAnother }: ImportReportViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const taken = report.created + report.updated;
  const figures = ['created', 'updated', 'duplicates', 'invalid'] as const;

  return (
    <Stack gap="lg">
      <Card labelledBy="report-heading">
        <Group gap="sm" mb="lg" wrap="nowrap" align="flex-start">
          <IconCircleCheck
            size={26}
            stroke={1.7}
            color="var(--delivered-text)"
            aria-hidden
            style={{ flexShrink: 0 }}
          />
          <output>
            <StepHeading id="report-heading">
              {t('import.report.title', { count: taken, number: format.count(taken), list: report.listName })}
            </StepHeading>
            <Text c="dimmed">
              {t('import.report.rows', { count: report.rows, number: format.count(report.rows) })}
            </Text>
          </output>
        </Group>
        <SimpleGrid cols={4} spacing="md">
          {figures.map((figure) => (
            <Figure
              key={figure}
              label={t(`import.report.figures.${figure}`)}
              value={format.count(report[figure])}
            />
          ))}
        </SimpleGrid>
        <Group mt="xl" gap="sm">
          <Button
            component={Link}
            href={`/campaigns/new/to/${report.listId}`}
            leftSection={<IconSend size={18} aria-hidden />}
          >
            {t('import.report.newCampaign')}
          </Button>
          <Button component={Link} href={`/contacts/list/${report.listId}`} variant="default">
            {t('import.report.see')}
          </Button>
          <Button variant="subtle" onClick={onAnother}>
            {t('import.report.another')}
          </Button>
        </Group>
      </Card>
      {draft.rejects && report.rejected.length > 0 && (
        <Notice tone="info" icon={<IconFileSpreadsheet aria-hidden />}>
          {t('import.report.rejectsKept', { name: draft.rejects.name })}
        </Notice>
      )}
      {report.doubtful > 0 && (
        <Notice tone="warning" icon={<IconPhoneX aria-hidden />}>
          {t('import.report.doubtful', { count: report.doubtful, number: format.count(report.doubtful) })}
        </Notice>
      )}
      <RejectedRows report={report} />
    </Stack>
  );
}
