import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../shared/csv-import.ts';
import { ApiError, call, eventKey } from '../../api.ts';
import { Page } from '../../ui/Page.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportReportView } from './ImportReportView.tsx';
import type { ImportOrder } from './import-order.ts';
import { MapColumns } from './MapColumns.tsx';
import type { ChosenFile } from './use-choose-file.ts';

type Step =
  | { at: 'choose' }
  | { at: 'map'; chosen: ChosenFile; before: ImportOrder | null }
  | { at: 'run'; chosen: ChosenFile }
  | { at: 'report'; report: ImportReport; order: ImportOrder };

/** Brings a CSV file into the address book: choose, look, import, see what came of it. */
export function ImportPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useTell();
  const [step, setStep] = useState<Step>({ at: 'choose' });

  const run = async (chosen: ChosenFile, order: ImportOrder) => {
    // The progress of an earlier import would be shown until the first news of this one.
    client.removeQueries({ queryKey: eventKey('import.progress') });
    setStep({ at: 'run', chosen });
    try {
      const report = await call('import.run', {
        file: chosen.file,
        encoding: order.encoding,
        country: order.country,
        mapping: order.mapping,
        list: order.list,
        rejects: order.rejects?.file ?? null,
      });
      setStep({ at: 'report', report, order });
    } catch (error) {
      setStep({ at: 'map', chosen, before: order });
      const cancelled = error instanceof ApiError && error.reason === 'import-cancelled';
      if (!cancelled) tell.trouble(error);
    }
  };

  return (
    <Page
      title={t('import.title')}
      description={step.at === 'choose' ? t('import.description') : undefined}
      back={{ to: '/contacts', label: t('contacts.title') }}
    >
      {step.at === 'choose' && (
        <ChooseFile onChosen={(chosen) => setStep({ at: 'map', chosen, before: null })} />
      )}
      {step.at === 'map' && (
        <MapColumns
          key={step.chosen.file}
          chosen={step.chosen}
          before={step.before}
          onOther={(chosen) => setStep({ at: 'map', chosen, before: null })}
          onImport={(order) => void run(step.chosen, order)}
        />
      )}
      {step.at === 'run' && <ImportProgress name={step.chosen.name} />}
      {step.at === 'report' && (
        <ImportReportView
          report={step.report}
          order={step.order}
          onAnother={() => setStep({ at: 'choose' })}
        />
      )}
    </Page>
  );
}
