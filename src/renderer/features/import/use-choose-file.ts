import type { ChosenFile } from '../../../shared/chosen-file.ts';
import { call } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';

/** Opens a file dialog; calls back only if something was chosen. */
export function useChooseFile() {
  const tell = useTell();
  return async (dialog: 'files.choose' | 'files.chooseRejects', onChosen: (chosen: ChosenFile) => void) => {
    try {
      const chosen = await call(dialog, {});
      if (chosen) onChosen(chosen);
    } catch (error) {
      tell.trouble(error);
    }
  };
}
