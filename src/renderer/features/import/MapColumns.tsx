import { Autocomplete, Button, Group, Select, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconFileSpreadsheet, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileEncoding } from '../../../shared/csv-import.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { mappingOf, rolesOf, withRole, type ColumnRole } from './column-roles.ts';
import { countryChoices, likelyCountry } from './countries.ts';
import type { ImportOrder } from './import-order.ts';
import { SampleTable } from './SampleTable.tsx';
import { useChooseFile, type ChosenFile } from './use-choose-file.ts';

interface MapColumnsProps {
  chosen: ChosenFile;
  /** What was decided before an import that was cancelled or failed. */
  before: ImportOrder | null;
  onOther: (chosen: ChosenFile) => void;
  onImport: (order: ImportOrder) => void;
}

/** The second step: the file as it will be read, and what each column is. */
export function MapColumns({ chosen, before, onOther, onImport }: MapColumnsProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const choose = useChooseFile();
  const [encoding, setEncoding] = useState<FileEncoding | null>(before?.encoding ?? null);
  const [country, setCountry] = useState(() => before?.country ?? likelyCountry());
  const [chosenRoles, setChosenRoles] = useState<ColumnRole[] | null>(null);
  const [list, setList] = useState(() => before?.list ?? chosen.name.replace(/\.[^.]+$/, ''));
  const [rejects, setRejects] = useState<ChosenFile | null>(before?.rejects ?? null);
  const lists = useCall('lists.list', {});
  const inspection = useCall('import.inspect', { file: chosen.file, encoding, country }, { keepLast: true });
  const countries = useMemo(
    () =>
      countryChoices(i18n.language, {
        nearby: t('import.country.nearby'),
        elsewhere: t('import.country.elsewhere'),
      }),
    [i18n.language, t],
  );

  if (inspection.isPending) return <Skeleton height={420} radius="lg" />;
  if (inspection.isError) {
    return (
      <Stack>
        <ErrorNote error={inspection.error} onRetry={() => void inspection.refetch()} />
        <Group>
          <Button onClick={() => void choose('files.choose', onOther)}>{t('import.choose.other')}</Button>
        </Group>
      </Stack>
    );
  }

  const file = inspection.data;
  const roles = chosenRoles ?? rolesOf(before?.mapping ?? file.mapping, file.header.length);
  const mapping = mappingOf(roles);
  const known = lists.data?.find((one) => one.name === list.trim());

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (mapping) onImport({ encoding, country, mapping, list: list.trim(), rejects });
      }}
    >
      <Stack gap="lg">
        <Card>
          <Group justify="space-between" mb="lg">
            <Group gap="sm">
              <IconFileSpreadsheet size={26} stroke={1.6} aria-hidden />
              <div>
                <Text fw={650}>{file.fileName}</Text>
                <Text size="xs" c="dimmed">
                  {t('import.file', {
                    size: format.bytes(file.sizeBytes),
                    encoding: t(`encodings.${file.encoding}`),
                    delimiter: delimiterWord(file.delimiter),
                  })}
                </Text>
              </div>
            </Group>
            <Button variant="default" size="xs" onClick={() => void choose('files.choose', onOther)}>
              {t('import.choose.other')}
            </Button>
          </Group>
          <SimpleGrid minColWidth="260px" spacing="lg">
            <Autocomplete
              label={t('import.list.label')}
              description={known ? t('import.list.known') : t('import.list.new')}
              data={lists.data?.map((one) => one.name) ?? []}
              value={list}
              onChange={setList}
              maxLength={80}
            />
            <Select
              label={t('import.country.label')}
              description={t('import.country.hint')}
              data={countries}
              value={country}
              onChange={(value) => value && setCountry(value)}
              searchable
            />
            {(!file.encodingCertain || encoding) && (
              <Select
                label={t('import.encoding.label')}
                description={t('import.encoding.hint')}
                data={FileEncoding.options.map((value) => ({ value, label: t(`encodings.${value}`) }))}
                value={file.encoding}
                onChange={(value) => setEncoding(FileEncoding.parse(value))}
              />
            )}
          </SimpleGrid>
        </Card>

        {!file.encodingCertain && !encoding && (
          <Notice
            tone="warning"
            icon={<IconAlertTriangle aria-hidden />}
            title={t('import.encoding.unsure.title')}
          >
            {t('import.encoding.unsure.body')}
          </Notice>
        )}

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
            onRole={(column, role) => setChosenRoles(withRole(roles, column, role))}
          />
        </section>

        <Group justify="space-between" align="center">
          {rejects ? (
            <Group gap={6}>
              <Text>{t('import.rejects.kept', { name: rejects.name })}</Text>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<IconX size={15} aria-hidden />}
                onClick={() => setRejects(null)}
              >
                {t('import.rejects.forget')}
              </Button>
            </Group>
          ) : (
            <Button variant="subtle" onClick={() => void choose('files.chooseRejects', setRejects)}>
              {t('import.rejects.keep')}
            </Button>
          )}
          <Group gap="md">
            {!mapping && (
              <Text component="output" c="var(--failed-text)">
                {t('import.noPhoneColumn')}
              </Text>
            )}
            <Button type="submit" disabled={!mapping || list.trim() === ''}>
              {t('import.action')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );

  function delimiterWord(delimiter: string): string {
    switch (delimiter) {
      case ',':
        return t('import.delimiters.comma');
      case ';':
        return t('import.delimiters.semicolon');
      case '\t':
        return t('import.delimiters.tab');
      default:
        return delimiter;
    }
  }
}
