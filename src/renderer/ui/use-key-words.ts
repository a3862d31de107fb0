import { type Command, commands, keyCap } from '../../shared/commands.ts';
import { useCall } from '../api.ts';

/** The key that goes with a letter, as it is printed on this system's keyboards: `Ctrl+` or `⌘`. */
export function useMainKey(): string {
  const info = useCall('app.info', {}, { staleTime: Infinity });
  return info.data?.platform === 'darwin' ? '⌘' : 'Ctrl+';
}

/** The keys of a command as they are printed on this system's keyboards: `Ctrl+N`, `⌘N`; null where it has none. */
export function useKeyWords(): (command: Command) => string | null {
  const mainKey = useMainKey();
  return (command) => {
    const { key } = commands[command];
    return key === null ? null : `${mainKey}${keyCap(key)}`;
  };
}
