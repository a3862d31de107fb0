import { type Command, commands, keyCap } from '../../shared/commands.ts';
import { useCall } from '../api.ts';

/** The keys of a command as they are printed on this system's keyboards: `Ctrl+N`, `⌘N`; null where it has none. */
export function useKeyWords(): (command: Command) => string | null {
  const info = useCall('app.info', {}, { staleTime: Infinity });
  const isMac = info.data?.platform === 'darwin';
  return (command) => {
    const { key } = commands[command];
    if (key === null) return null;
    return isMac ? `⌘${keyCap(key)}` : `Ctrl+${keyCap(key)}`;
  };
}
