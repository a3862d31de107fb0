import { useTranslation } from 'react-i18next';
import type { ChosenFile } from '../../../shared/chosen-file.ts';
import { call } from '../../api.ts';
import { useAttempt } from '../../ui/use-attempt.ts';

/** Makes a file of a text that was pasted. */
export function usePastedText(onPasted: (chosen: ChosenFile) => void) {
  const { t } = useTranslation();
  const { attempt, busy, error } = useAttempt();
  const take = (text: string) =>
    attempt(async () => onPasted(await call('files.paste', { text, name: t('import.paste.name') })));
  return { take, busy, error };
}
