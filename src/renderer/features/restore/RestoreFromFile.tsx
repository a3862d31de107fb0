import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call } from '../../api.ts';
import { useTell } from '../../ui/use-tell.tsx';
import type { RestoreWish } from './RestoreDialog.tsx';

/** Lets a copy be chosen that lies elsewhere: on a stick, or saved on another computer. */
export function RestoreFromFile({ onRestore }: { onRestore: (wish: RestoreWish) => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const choose = async () => {
    const chosen = await call('files.choose', { kind: 'backup' });
    if (chosen) onRestore({ from: { file: chosen.file }, madeAt: null });
  };
  return (
    <Button variant="default" onClick={() => void choose().catch(tell.trouble)}>
      {t('restore.fromFile')}
    </Button>
  );
}
