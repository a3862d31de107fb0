import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconFileSpreadsheet, IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChosenFile } from '../../../shared/chosen-file.ts';
import type { ColumnMapping } from '../../../shared/csv-import.ts';
import { call, useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { mappingOf, rolesOf, withRole } from './column-roles.ts';
import { FileLine } from './FileLine.tsx';
import type { ImportDraft } from './import-draft.ts';
import { ImportSettings } from './ImportSettings.tsx';
import { ImportProgressLine } from './ImportProgressLine.tsx';
import { SampleTable } from './SampleTable.tsx';
import { StepHeading } from './StepHeading.tsx';
import { useChooseFile } from './use-choose-file.ts';
import { useImportProgress } from './use-import-progress.ts';

interface MapColumnsProps {
  chosen: ChosenFile;
  draft: ImportDraft;
  onChange: (patch: Partial<ImportDraft>) => void;
  onOther: (chosen: ChosenFile) => void;
  onCancel: () => void;
  onCheck: (mapping: ColumnMapping) => void;
}

/** The second step: the file as it will be read, and what each column is. */
export function MapColumns({ chosen, draft, onChange, onOther, onCancel, onCheck }: MapColumnsProps) {
  const { t } = useTranslation();
  const choose = useChooseFile();
  const { sheet, encoding, country, unnamed } = draft;
  const unpacking = useImportProgress('unpack');
  // What Kaptar recognises by itself stays at hand: with letters that do not fit, nothing else is known.
  const look = { file: chosen.file, sheet, country, unnamed };
  const guess = useCall('import.inspect', look, { keepLast: true });
  const inspection = useCall('import.inspect', { ...look, encoding }, { keepLast: true });

  const file = inspection.data;
  const asked = file ?? guess.data;
  const wrongLetters = inspection.error?.reason === 'wrong-encoding';
  // A choice made for other columns says nothing about these.
  const chosenRoles = draft.roles?.length === file?.header.length ? draft.roles : null;
  const roles = file ? (chosenRoles ?? rolesOf(file.mapping, file.header.length)) : [];
  const mapping = mappingOf(roles);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (mapping) onCheck(mapping);
      }}
    >
      <Stack gap="lg">
        <Card labelledBy="file-heading">
          <Group justify="space-between" mb={asked ? 'lg' : 0}>
            <Group gap="sm" wrap="nowrap" flex="1 1 260px" miw={0}>
              <IconFileSpreadsheet size={26} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
              <div>
                <StepHeading id="file-heading">{chosen.name}</StepHeading>
                {file && <FileLine file={file} />}
              </div>
            </Group>
            <Button variant="default" size="xs" onClick={() => void choose('files.choose', onOther)}>
              {t('import.choose.other')}
            </Button>
          </Group>
          {asked && (
            <ImportSettings file={asked} draft={draft} unreadable={wrongLetters} onChange={onChange} />
          )}
        </Card>

        {inspection.isPending && unpacking && (
          <Card>
            <ImportProgressLine
              label={t('import.unpacking')}
              progress={unpacking}
              cancelLabel={t('import.running.cancelCheck')}
              cancelling={false}
              onCancel={() => {
                onCancel();
                // Whether it ends now or by itself makes no difference any more.
                call('import.cancel', {}).catch(() => {});
              }}
            />
          </Card>
        )}
        {inspection.isPending && <Skeleton height={320} radius="lg" />}
        {inspection.isError && wrongLetters && (
          <Notice
            tone="trouble"
            live="alert"
            icon={<IconAlertTriangle aria-hidden />}
            title={t('import.encoding.wrong.title')}
          >
            {t('import.encoding.wrong.body')}
          </Notice>
        )}
        {inspection.isError && !wrongLetters && (
          <ErrorNote error={inspection.error} onRetry={() => void inspection.refetch()} />
        )}

        {file && !file.encodingCertain && !encoding && (
          <Notice
            tone="warning"
            icon={<IconAlertTriangle aria-hidden />}
            title={t('import.encoding.unsure.title')}
          >
            {t('import.encoding.unsure.body')}
          </Notice>
        )}

        {file?.remembered && (
          <Notice tone="info" icon={<IconHistory aria-hidden />}>
            <Group justify="space-between" gap="sm">
              <Text flex="1 1 260px">{t('import.remembered.body')}</Text>
              <Button
                variant="default"
                size="xs"
                onClick={() => onChange({ roles: rolesOf(file.guess, file.header.length) })}
              >
                {t('import.remembered.reset')}
              </Button>
            </Group>
          </Notice>
        )}

        {file && (
          <section aria-labelledby="sample-heading">
            <Title order={2} id="sample-heading">
              {t('import.sample.title')}
            </Title>
            <Text c="dimmed" mb="sm">
              {t('import.sample.hint')}
            </Text>
            <SampleTable
              file={file}
              roles={roles}
              onRole={(column, role) => onChange({ roles: withRole(roles, column, role) })}
            />
          </section>
        )}

        {file && (
          <Group justify="flex-end" gap="md">
            {!mapping && (
              <Text component="output" c="var(--failed-text)">
                {t('import.noPhoneColumn')}
              </Text>
            )}
            <Button
              type="submit"
              // The columns of another sheet say nothing about the one that was just chosen.
              loading={inspection.isPlaceholderData}
              disabled={!mapping || draft.list.trim() === ''}
            >
              {t('import.next')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
