import { app, dialog } from 'electron';
import { systemLanguage } from '../../shared/language.ts';
import { shellWords } from './words.ts';

/** Says why Kaptar cannot start, and ends it: without a window it would stay unseen and keep every later start away. */
export function endFailedStart(error: unknown): void {
  process.stderr.write(
    `Kaptar cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  // Not the chosen one, which may be what cannot be read.
  const { t } = shellWords(systemLanguage(app.getPreferredSystemLanguages()));
  const reason = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox(
    t('desktop.failedStart.title'),
    t('desktop.failedStart.words', { reason, folder: app.getPath('userData') }),
  );
  app.exit(1);
}
