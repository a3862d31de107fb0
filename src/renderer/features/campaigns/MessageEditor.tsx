import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Estimate } from '../../../shared/contract.ts';
import { Card } from '../../ui/Card.tsx';
import classes from './MessageEditor.module.css';
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

  const insert = (field: string) => {
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
        {estimate && estimate.availableFields.length > 0 && (
          <Group
            gap={6}
            component="fieldset"
            className={classes.fields}
            aria-label={t('compose.message.fields')}
          >
            <Text size="xs" c="dimmed" mr={2}>
              {t('compose.message.insert')}
            </Text>
            {estimate.availableFields.map((field) => (
              <Button
                key={field}
                size="compact-sm"
                variant="light"
                radius="xl"
                leftSection={<IconPlus size={13} aria-hidden />}
                onClick={() => insert(field)}
              >
                {field}
              </Button>
            ))}
          </Group>
        )}
        <Textarea
          ref={box}
          label={t('compose.message.label')}
          description={t('compose.message.hint')}
          value={template}
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
