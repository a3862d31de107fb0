import { useState } from 'react';
import type { SavedTemplate } from '../../../shared/saved-template.ts';
import { useCall } from '../../api.ts';
import { SavedTemplates } from '../templates/SavedTemplates.tsx';

interface SavedTextsProps {
  template: string;
  onChange: (template: string) => void;
}

type SavedText = SavedTemplate & { body: { kind: 'campaign'; text: string } };

/** Texts of earlier campaigns that were kept, and a way to keep this one. */
export function SavedTexts({ template, onChange }: SavedTextsProps) {
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
      body={template.trim() === '' ? null : { kind: 'campaign', text: template }}
      onChoose={({ id, body }) => {
        setChosenId(id);
        onChange(body.text);
      }}
      onKept={setChosenId}
    />
  );
}
