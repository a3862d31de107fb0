import { useEffect, useEffectEvent, useState } from 'react';
import type { ChosenFile } from '../../../shared/chosen-file.ts';
import { nameDropped } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';

/** Takes a file that is dropped anywhere on the page; answers whether one is held above it right now. */
export function useDroppedFile(onDropped: (chosen: ChosenFile) => void): boolean {
  const tell = useTell();
  const [isHeld, setIsHeld] = useState(false);
  const take = useEffectEvent(async (file: File) => {
    try {
      onDropped(await nameDropped(file));
    } catch (error) {
      tell.trouble(error);
    }
  });

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsHeld(true);
    };
    const leave = (event: DragEvent) => {
      // Only the window itself has nothing that is entered in its place.
      if (event.relatedTarget === null) setIsHeld(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsHeld(false);
      const file = event.dataTransfer?.files[0];
      if (file) void take(file);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);

  return isHeld;
}
