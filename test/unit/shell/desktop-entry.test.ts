import { expect, it } from 'vitest';
import { desktopEntry } from '../../../src/main/shell/desktop-entry.ts';

it('quotes a command as the specification says', () => {
  const entry = desktopEntry(['/opt/My Apps/kaptar', '--data-dir=/home/a/50% "$x"`\\']);
  // Quoted for the shell-like Exec, then each backslash once more for the file, and %% for a per cent sign.
  expect(entry).toContain(
    String.raw`Exec="/opt/My Apps/kaptar" "--data-dir=/home/a/50%% \\"\\$x\\"\\` + '`' + String.raw`\\\\"`,
  );
  expect(entry.startsWith('[Desktop Entry]\nType=Application\n')).toBe(true);
});
