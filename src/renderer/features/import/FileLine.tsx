import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FileInspection } from '../../../shared/csv-import.ts';
import { useFormat } from '../../ui/use-format.ts';

/** How large a file is and how it is read, in one line. */
export function FileLine({ file }: { file: FileInspection }) {
  const { t } = useTranslation();
  const format = useFormat();
  const size = format.bytes(file.sizeBytes);
  const sheet = file.sheet === null ? undefined : file.sheets[file.sheet];
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {sheet
        ? t('import.workbook', {
            size,
            sheet: sheet.name,
            count: sheet.rows,
            number: format.count(sheet.rows),
          })
        : t('import.file', {
            size,
            encoding: t(`encodings.${file.encoding}`),
            delimiter: delimiterWord(file.delimiter),
          })}
    </Text>
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
