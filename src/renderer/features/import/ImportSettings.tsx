import { Autocomplete, Select, SimpleGrid } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FileEncoding, type FileInspection } from '../../../shared/csv-import.ts';
import { useCall } from '../../api.ts';
import { countryChoices } from '../../countries.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { ImportDraft } from './import-draft.ts';
import { listOfName } from './list-of-name.ts';

interface ImportSettingsProps {
  file: FileInspection;
  draft: ImportDraft;
  /** The file cannot be read with the chosen letters. */
  unreadable: boolean;
  onChange: (patch: Partial<ImportDraft>) => void;
}

/** Where the contacts go, and how the file is to be understood. */
export function ImportSettings({ file, draft, unreadable, onChange }: ImportSettingsProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const lists = useCall('lists.list', {});
  const countries = useMemo(
    () =>
      countryChoices(i18n.language, {
        nearby: t('import.country.nearby'),
        elsewhere: t('import.country.elsewhere'),
      }),
    [i18n.language, t],
  );
  const known = listOfName(lists.data ?? [], draft.list);
  const { encoding } = draft;

  return (
    <SimpleGrid minColWidth="230px" spacing="lg">
      {file.sheets.length > 1 && (
        <Select
          label={t('import.sheet.label')}
          description={t('import.sheet.hint')}
          data={file.sheets.map(({ name, rows }, index) => ({
            value: String(index),
            label: t('import.sheet.choice', { name, count: rows, number: format.count(rows) }),
          }))}
          value={String(file.sheet)}
          // Its columns are others.
          onChange={(sheet) => sheet !== null && onChange({ sheet: Number(sheet), roles: null })}
        />
      )}
      <Autocomplete
        label={t('import.list.label')}
        description={known ? t('import.list.known', { list: known.name }) : t('import.list.new')}
        descriptionProps={{ style: { overflowWrap: 'anywhere' } }}
        data={lists.data?.map((one) => one.name) ?? []}
        value={draft.list}
        onChange={(list) => onChange({ list })}
        maxLength={80}
      />
      <Select
        label={t('import.country.label')}
        description={t('import.country.hint')}
        data={countries}
        value={draft.country}
        onChange={(country) => country && onChange({ country })}
        searchable
        nothingFoundMessage={t('import.country.none')}
      />
      {file.sheet === null && (!file.encodingCertain || encoding) && (
        <Select
          label={t('import.encoding.label')}
          description={t('import.encoding.hint')}
          data={FileEncoding.options.map((value) => ({ value, label: t(`encodings.${value}`) }))}
          value={encoding ?? file.encoding}
          onChange={(value) => onChange({ encoding: FileEncoding.parse(value) })}
          error={unreadable}
        />
      )}
    </SimpleGrid>
  );
}
