import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconPhoneX, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LastImport } from '../../../shared/csv-import.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { ReportStep } from './import-step.ts';
import { RejectedRows } from './RejectedRows.tsx';
import { SaveRejectsButton } from './SaveRejectsButton.tsx';
import { StepHeading } from './StepHeading.tsx';
import { UndoImportButton } from './UndoImportButton.tsx';
import { UndoImportDialog } from './UndoImportDialog.tsx';
import { useSaveRejects } from './use-save-rejects.ts';

interface ImportReportViewProps {
  step: ReportStep;
  onAnother: () => void;
}

/** The last step: what came of it, what to mend, and the way back. */
export function ImportReportView({ step: { report, of }, onAnother }: ImportReportViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const saving = useSaveRejects(of);
  const { data: last } = useCall('import.last', {});
  const [asked, setAsked] = useState<LastImport | null>(null);
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
        <SimpleGrid minColWidth="120px" spacing="md">
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
          {last && <UndoImportButton onClick={() => setAsked(last)} />}
        </Group>
        <UndoImportDialog of={asked} onClose={() => setAsked(null)} onUndone={onAnother} />
      </Card>
      {report.doubtful > 0 && (
        <Notice tone="warning" icon={<IconPhoneX aria-hidden />}>
          {t('import.report.doubtful', { count: report.doubtful, number: format.count(report.doubtful) })}
        </Notice>
      )}
      <RejectedRows
        of={report}
        title={t('import.rejected.title')}
        action={<SaveRejectsButton {...saving} />}
      />
    </Stack>
  );
}
