import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { DropVeil } from './DropVeil.tsx';
import { EndingNote } from './EndingNote.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportReportView } from './ImportReportView.tsx';
import { ImportReview } from './ImportReview.tsx';
import { useImportSession } from './import-session.tsx';
import { MapColumns } from './MapColumns.tsx';
import { useDroppedFile } from './use-dropped-file.ts';

/** Brings people into the address book: choose, look, check, import, see what came of it. */
export function ImportPage() {
  const { t } = useTranslation();
  const { step, choose, change, check, reconsider, run, cancel, startAnew } = useImportSession();
  const isBusy = step.at === 'run';
  const isHeld = useDroppedFile((chosen) => {
    if (!isBusy) choose(chosen);
  });

  return (
    <Page
      title={t('import.title')}
      description={step.at === 'choose' ? t('import.description') : undefined}
      back={{ to: '/contacts', label: t('contacts.title') }}
    >
      {isHeld && !isBusy && <DropVeil />}
      {'ending' in step && step.ending && <EndingNote ending={step.ending} />}
      {step.at === 'choose' && <ChooseFile onChosen={choose} />}
      {step.at === 'map' && (
        <MapColumns
          key={step.chosen.file}
          chosen={step.chosen}
          draft={step.draft}
          onChange={change}
          onOther={choose}
          onCancel={startAnew}
          onCheck={(mapping) => void check(mapping)}
        />
      )}
      {step.at === 'run' && <ImportProgress key={step.work} step={step} onCancel={() => void cancel()} />}
      {step.at === 'review' && (
        <ImportReview step={step} onBack={reconsider} onImport={() => void run()} onAnother={startAnew} />
      )}
      {step.at === 'report' && <ImportReportView step={step} onAnother={startAnew} />}
    </Page>
  );
}
