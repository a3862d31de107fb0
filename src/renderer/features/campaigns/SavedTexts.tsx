import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedTemplate } from '../../../shared/saved-template.ts';
import { countParts } from '../../../shared/segments.ts';
import { useCall } from '../../api.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { SavedTemplates } from '../templates/SavedTemplates.tsx';

interface SavedTextsProps {
  template: string;
  onChange: (template: string) => void;
}

type SavedText = SavedTemplate & { body: { kind: 'campaign'; text: string } };

/** Texts of earlier campaigns that were kept, and a way to keep this one. */
export function SavedTexts({ template, onChange }: SavedTextsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const saved = useCall('templates.list', {});
  const [chosenId, setChosenId] = useState<number | null>(null);
  const texts = (saved.data ?? []).flatMap((known): SavedText[] => {
    const { body } = known;
    return body.kind === 'campaign' ? [{ ...known, body }] : [];
  });
  return (
    <SavedTemplates
      templates={texts}
      chosenId={chosenId}
      describe={({ body }) => {
        const { parts } = countParts(body.text);
        return t('templates.parts', { count: parts, number: format.count(parts) });
      }}
      body={template.trim() === '' ? null : { kind: 'campaign', text: template }}
      onChoose={({ id, name, body }) => {
        setChosenId(id);
        onChange(body.text);
        if (template.trim() !== '' && template !== body.text) {
          tell.done(t('templates.taken', { name }), () => onChange(template));
        }
      }}
      onKept={setChosenId}
    />
  );
}
