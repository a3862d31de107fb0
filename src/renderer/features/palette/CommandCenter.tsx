import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { createSpotlight, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Command } from '../../../shared/commands.ts';
import { useKeyWords } from '../../ui/use-key-words.ts';
import classes from './CommandCenter.module.css';
import { CommandPalette } from './CommandPalette.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { useGive } from './use-give.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** Where commands come together: from keys, from the menus, and from the palette that its button opens. */
export function CommandCenter() {
  const { t } = useTranslation();
  const keys = useKeyWords();
  const [, navigate] = useLocation();
  const [[store, palette]] = useState(createSpotlight);
  const { opened: paletteOpened } = useSpotlight(store);
  const [sheetOpened, sheet] = useDisclosure();
  const give = useGive({ openPalette: palette.open, openShortcuts: sheet.open });

  const giveFromOutside = (command: Command) => {
    if (command === 'palette' && paletteOpened) palette.close();
    // An open dialog waits for its own answer: what lies behind it must not be changed.
    else if (document.querySelector('[role="dialog"]') === null) give(command);
  };
  useShortcuts(giveFromOutside);

  const hear = useEffectEvent(giveFromOutside);
  const show = useEffectEvent((path: string) => navigate(path));
  useEffect(() => {
    const stops = [
      window.kaptar.on('shell.command', ({ command }) => hear(command)),
      window.kaptar.on('shell.goTo', ({ path }) => show(path)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  return (
    <>
      <UnstyledButton className={classes.button} onClick={palette.open} title={t('commands.palette')}>
        <IconSearch size={19} stroke={1.8} aria-hidden />
        <span className={classes.word}>{t('palette.open')}</span>
        <kbd className={classes.keys} aria-hidden>
          {keys('palette')}
        </kbd>
      </UnstyledButton>
      <CommandPalette store={store} opened={paletteOpened} onCommand={give} />
      <ShortcutSheet opened={sheetOpened} onClose={sheet.close} />
    </>
  );
}
