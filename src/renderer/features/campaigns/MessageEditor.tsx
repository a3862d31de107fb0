import { Stack, Textarea, Title } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import { FieldButtons } from './FieldButtons.tsx';
import { FieldCharacters } from './FieldCharacters.tsx';
import { SavedTexts } from './SavedTexts.tsx';
import { SavingHints } from './SavingHints.tsx';
import { TemplateWarnings } from './TemplateWarnings.tsx';
import { Transliterate } from './Transliterate.tsx';
import type { Composition } from './use-composition.ts';

/** Where the text is written, with the fields that can be put into it and what would make it cost less. */
export function MessageEditor({ composition }: { composition: Composition }) {
  const { t } = useTranslation();
  const tell = useTell();
  const headingId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const visited = useRef(false);
  const { draft, change, estimate, counted, isCounting } = composition;
  const { template, plainCharacters } = draft;
  const write = (text: string) => change({ template: text });

  const insert = (field: string) => {
    // Until somebody has put the caret somewhere it stands before the first letter.
    const { length } = template;
    if (!visited.current) box.current?.setSelectionRange(length, length);
    box.current?.focus();
    // The one way to insert text that Ctrl+Z takes back; the editor hears it as typing.
    document.execCommand('insertText', false, `<${field}>`);
  };

  /** Puts another text in place of all of it. The button that did it may be gone, so the text takes the focus. */
  const rewrite = (text: string, told: string) => {
    box.current?.focus();
    box.current?.select();
    document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
    tell.done(told, () => write(template));
  };

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('compose.message.title')}
      </Title>
      <Stack gap="sm">
        <SavedTexts template={template} onChange={write} />
        {estimate.data && estimate.data.availableFields.length > 0 && (
          <FieldButtons fields={estimate.data.availableFields} onInsert={insert} />
        )}
        <Textarea
          ref={box}
          label={t('compose.message.label')}
          description={t('compose.message.hint')}
          value={template}
          onFocus={() => {
            visited.current = true;
          }}
          onChange={(event) => write(event.currentTarget.value)}
          autosize
          minRows={5}
          maxRows={14}
          maxLength={5000}
          spellCheck={false}
        />
        <TemplateWarnings template={template} estimate={estimate.data} counted={counted} />
        <SavingHints
          template={template}
          saving={isCounting ? undefined : counted?.saving.text}
          onReplace={rewrite}
        />
        <FieldCharacters
          template={template}
          chosen={plainCharacters}
          counted={isCounting ? undefined : counted}
          onChoose={(chosen) => change({ plainCharacters: chosen })}
        />
        <Transliterate template={template} onReplace={rewrite} />
      </Stack>
    </Card>
  );
}
