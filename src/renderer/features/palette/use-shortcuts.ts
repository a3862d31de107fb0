import { useHotkeys } from '@mantine/hooks';
import { Command, commands } from '../../../shared/commands.ts';

/** Listens to the keys of all commands, and to `?`. Keys without Ctrl or ⌘ are left to whoever types. */
export function useShortcuts(onCommand: (command: Command) => void): void {
  const keyed = Command.options.flatMap((command) => {
    const { key } = commands[command];
    return key === null ? [] : [{ command, key }];
  });
  useHotkeys(
    // By the key's place: with a Russian or Georgian layout Ctrl+K types another letter.
    keyed.map(({ command, key }) => [
      `mod+${key.replace('Key', '')}`,
      () => onCommand(command),
      { usePhysicalKeys: true },
    ]),
    [],
  );
  // By its sign: layouts have it on different keys.
  useHotkeys([['shift+?', () => onCommand('shortcuts')]]);
}
