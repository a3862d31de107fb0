import { Stack, Textarea, Title } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import { Card } from '../../ui/Card.tsx';
import { FieldButtons } from './FieldButtons.tsx';
import { SavedTexts } from './SavedTexts.tsx';
import { TemplateWarnings } from './TemplateWarnings.tsx';

interface MessageEditorProps {
  template: string;
  onChange: (template: string) => void;
  /** For the field names of the list. */
  estimate: Estimate | undefined;
  /** What the text written so far would be; undefined while there is none. */
  counted: Estimate | undefined;
}

/** Where the text is written, with the fields that can be put into it. */
export function MessageEditor({ template, onChange, estimate, counted }: MessageEditorProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const box = useRef<HTMLTextAreaElement>(null);

  const visited = useRef(false);

  const insert = (field: string) => {
    // Until somebody has put the caret somewhere it stands before the first letter.
    const { length } = template;
    if (!visited.current) box.current?.setSelectionRange(length, length);
    box.current?.focus();
    // The one way to insert text that Ctrl+Z takes back; the editor hears it as typing.
    document.execCommand('insertText', false, `<${field}>`);
  };

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('compose.message.title')}
      </Title>
      <Stack gap="sm">
        <SavedTexts template={template} onChange={onChange} />
        {estimate && estimate.availableFields.length > 0 && (
          <FieldButtons fields={estimate.availableFields} onInsert={insert} />
        )}
        <Textarea
          ref={box}
          label={t('compose.message.label')}
          description={t('compose.message.hint')}
          value={template}
          onFocus={() => {
            visited.current = true;
          }}
          onChange={(event) => onChange(event.currentTarget.value)}
          autosize
          minRows={5}
          maxRows={14}
          maxLength={5000}
          spellCheck={false}
        />
        <TemplateWarnings template={template} estimate={estimate} counted={counted} />
      </Stack>
    </Card>
  );
}
