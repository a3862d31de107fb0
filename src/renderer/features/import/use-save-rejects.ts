import { useTranslation } from 'react-i18next';
import { call } from '../../api.ts';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { readingOf } from './import-draft.ts';
import type { ReviewStep } from './import-step.ts';
import { useChooseFile } from './use-choose-file.ts';

/** Saves every row of the file that cannot be taken, each with its reason. */
export function useSaveRejects({ chosen, draft, mapping }: ReviewStep) {
  const { t } = useTranslation();
  const choose = useChooseFile();
  const tell = useTell();
  const { attempt, busy } = useAttempt();

  const save = () =>
    choose('files.chooseRejects', ({ file: rejects, name }) => {
      void attempt(async () => {
        try {
          // The file is read once more: a million of rejected rows are kept nowhere meanwhile.
          const list = draft.list.trim();
          await call('import.check', { ...readingOf(chosen, draft, mapping), list, rejects });
          tell.done(t('import.rejects.saved', { name }));
        } catch (error) {
          tell.trouble(error);
        }
      });
    });

  return { save, busy };
}
