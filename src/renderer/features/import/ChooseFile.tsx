import { Button, List } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useChooseFile, type ChosenFile } from './use-choose-file.ts';

/** The first step: which file. */
export function ChooseFile({ onChosen }: { onChosen: (chosen: ChosenFile) => void }) {
  const { t } = useTranslation();
  const choose = useChooseFile();
  const button = useRef<HTMLButtonElement>(null);
  // After another import the focus would be nowhere; on a new screen its heading takes the focus after this.
  useEffect(() => button.current?.focus({ preventScroll: true }), []);

  return (
    <Card>
      <Empty
        icon={<IconFileSpreadsheet size={28} aria-hidden />}
        title={t('import.choose.title')}
        action={
          <Button ref={button} onClick={() => void choose('files.choose', onChosen)}>
            {t('import.choose.action')}
          </Button>
        }
      >
        {t('import.choose.body')}
      </Empty>
      <List size="sm" c="dimmed" maw={520} mx="auto" pb="lg" spacing={4}>
        <List.Item>{t('import.choose.hints.columns')}</List.Item>
        <List.Item>{t('import.choose.hints.numbers')}</List.Item>
        <List.Item>{t('import.choose.hints.excel')}</List.Item>
      </List>
    </Card>
  );
}
