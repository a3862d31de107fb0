import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type Command, commands } from '../../../shared/commands.ts';
import { call } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';

interface Dialogs {
  openPalette: () => void;
  openShortcuts: () => void;
}

/** Does what a command says, wherever one is. */
export function useGive({ openPalette, openShortcuts }: Dialogs): (command: Command) => void {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const [, navigate] = useLocation();

  const changeAll = async (name: 'work.pauseAll' | 'work.resumeAll') => {
    try {
      const { campaigns: count } = await call(name, {});
      const form = name === 'work.pauseAll' ? 'commands.pausedAll' : 'commands.resumedAll';
      tell.done(t(form, { count, number: format.count(count) }));
    } catch (error) {
      tell.trouble(error);
    }
  };

  return (command) => {
    const { path } = commands[command];
    if (path !== null) navigate(path);
    else if (command === 'palette') openPalette();
    else if (command === 'shortcuts') openShortcuts();
    else void changeAll(command === 'pause-all' ? 'work.pauseAll' : 'work.resumeAll');
  };
}
