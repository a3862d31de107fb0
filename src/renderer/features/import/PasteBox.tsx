import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PASTE_LIMIT, type ChosenFile } from '../../../shared/chosen-file.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { usePastedText } from './use-pasted-text.ts';

/** Takes rows that were copied from a spreadsheet, or numbers one a line. */
export function PasteBox({ onPasted }: { onPasted: (chosen: ChosenFile) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  const { take, busy, error } = usePastedText(onPasted);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const isTooLong = text.length > PASTE_LIMIT;
  const rows = text.split('\n').filter((line) => line.trim() !== '').length;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void take(text);
      }}
    >
      <Stack gap="sm" pt="lg">
        {error !== null && <ErrorNote error={error} />}
        <Textarea
          ref={box}
          label={t('import.paste.label')}
          description={t('import.paste.hint')}
          placeholder={t('import.paste.placeholder')}
          autosize
          minRows={5}
          maxRows={12}
          value={text}
          error={isTooLong && t('import.paste.tooLong')}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={rows === 0 || isTooLong}>
            {rows === 0
              ? t('import.paste.actionEmpty')
              : t('import.paste.action', { count: rows, number: format.count(rows) })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
