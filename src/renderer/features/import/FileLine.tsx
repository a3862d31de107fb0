import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CsvInspection } from '../../../shared/csv-import.ts';
import { useFormat } from '../../ui/use-format.ts';

/** How large a file is and how it is read, in one line. */
export function FileLine({ file }: { file: CsvInspection }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Text size="xs" c="dimmed">
      {t('import.file', {
        size: format.bytes(file.sizeBytes),
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
