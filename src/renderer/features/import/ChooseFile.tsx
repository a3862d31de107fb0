import { Button, Text, Title } from '@mantine/core';
import { IconClipboardText, IconFileSpreadsheet, IconHash, IconTable } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenFile } from '../../../shared/chosen-file.ts';
import classes from './ChooseFile.module.css';
import { PasteBox } from './PasteBox.tsx';
import { useChooseFile } from './use-choose-file.ts';

const hints = [
  { name: 'columns', Icon: IconTable },
  { name: 'numbers', Icon: IconHash },
  { name: 'paste', Icon: IconClipboardText },
] as const;

/** The first step: which file, or which text. */
export function ChooseFile({ onChosen }: { onChosen: (chosen: ChosenFile) => void }) {
  const { t } = useTranslation();
  const choose = useChooseFile();
  const [pasting, setPasting] = useState(false);
  const pasteId = useId();
  const button = useRef<HTMLButtonElement>(null);
  // After another import the focus would be nowhere; on a new screen its heading takes the focus after this.
  useEffect(() => button.current?.focus({ preventScroll: true }), []);

  return (
    <div>
      <div className={classes.zone}>
        <div className={classes.icon}>
          <IconFileSpreadsheet size={34} stroke={1.5} aria-hidden />
        </div>
        <Title order={2}>{t('import.choose.title')}</Title>
        <Text c="dimmed" maw={460}>
          {t('import.choose.body')}
        </Text>
        <div className={classes.ways}>
          <Button ref={button} size="md" onClick={() => void choose('files.choose', onChosen)}>
            {t('import.choose.action')}
          </Button>
          <Button
            size="md"
            variant="subtle"
            aria-expanded={pasting}
            aria-controls={pasteId}
            onClick={() => setPasting(!pasting)}
          >
            {t('import.paste.open')}
          </Button>
        </div>
      </div>
      <div id={pasteId}>{pasting && <PasteBox onPasted={onChosen} />}</div>
      <ul className={classes.hints}>
        {hints.map(({ name, Icon }) => (
          <li key={name}>
            <Icon size={20} stroke={1.6} aria-hidden />
            <span>{t(`import.choose.hints.${name}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
