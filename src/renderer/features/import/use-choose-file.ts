import { call } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';

/** A file as the dialog gave it: a token for the engine and the name for the eye. */
export interface ChosenFile {
  file: string;
  name: string;
}

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
