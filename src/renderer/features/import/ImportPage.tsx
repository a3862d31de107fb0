import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { EndingNote } from './EndingNote.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportReportView } from './ImportReportView.tsx';
import { useImportSession } from './import-session.tsx';
import { MapColumns } from './MapColumns.tsx';

/** Brings a CSV file into the address book: choose, look, import, see what came of it. */
export function ImportPage() {
  const { t } = useTranslation();
  const { step, choose, change, run, cancel, startAnew } = useImportSession();

  return (
    <Page
      title={t('import.title')}
      description={step.at === 'choose' ? t('import.description') : undefined}
      back={{ to: '/contacts', label: t('contacts.title') }}
    >
      {(step.at === 'choose' || step.at === 'map') && step.ending && <EndingNote ending={step.ending} />}
      {step.at === 'choose' && <ChooseFile onChosen={choose} />}
      {step.at === 'map' && (
        <MapColumns
          key={step.chosen.file}
          chosen={step.chosen}
          draft={step.draft}
          onChange={change}
          onOther={choose}
          onImport={(mapping) => void run(mapping)}
        />
      )}
      {step.at === 'run' && <ImportProgress step={step} onCancel={() => void cancel()} />}
      {step.at === 'report' && (
        <ImportReportView report={step.report} draft={step.draft} onAnother={startAnew} />
      )}
    </Page>
  );
}
