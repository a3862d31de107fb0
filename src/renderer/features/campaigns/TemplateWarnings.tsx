import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import { unicodeCharacters } from '../../../shared/segments.ts';
import { fieldKey, parseTemplate, templateFields } from '../../../shared/template.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { MarkedTemplate } from './MarkedTemplate.tsx';
import { nameInvisible, templateLetters } from './template-letters.ts';
import classes from './TemplateWarnings.module.css';
import { writingSystem } from './writing-system.ts';

interface TemplateWarningsProps {
  template: string;
  estimate: Estimate | undefined;
  counted: Estimate | undefined;
}

/** What the operator would want to know before sending this text, said while it is typed. */
export function TemplateWarnings({ template, estimate, counted }: TemplateWarningsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const fields = templateFields(parseTemplate(template));
  const offered = new Set(estimate?.availableFields.map(fieldKey));
  const unknown = estimate ? fields.filter((field) => !offered.has(field.key)) : [];
  const letters = templateLetters(template);
  const unicode = unicodeCharacters(letters);
  const script = writingSystem(letters);
  const missing = counted?.skipped.missingField ?? 0;
  const tooLong = counted?.skipped.tooLong ?? 0;

  return (
    <output className={classes.warnings}>
      {unknown.length > 0 && (
        <Notice tone="warning" icon={<IconAlertTriangle aria-hidden />}>
          {t('compose.warnings.unknownFields', {
            count: unknown.length,
            fields: format.list(unknown.map((field) => `<${field.name}>`)),
          })}
        </Notice>
      )}
      {missing > 0 && unknown.length === 0 && (
        <Notice tone="warning" icon={<IconAlertTriangle aria-hidden />}>
          {t('compose.warnings.missingField', { count: missing, number: format.count(missing) })}
        </Notice>
      )}
      {tooLong > 0 && (
        <Notice tone="warning" icon={<IconAlertTriangle aria-hidden />}>
          {t('compose.warnings.tooLong', { count: tooLong, number: format.count(tooLong) })}
        </Notice>
      )}
      {script && (
        <Notice tone="neutral" icon={<IconInfoCircle aria-hidden />}>
          {t(`compose.warnings.scripts.${script}`)}
        </Notice>
      )}
      {unicode.length > 0 && !script && (
        <Notice tone="neutral" icon={<IconInfoCircle aria-hidden />}>
          <Trans
            i18nKey="compose.warnings.unicode"
            count={unicode.length}
            components={{
              characters: (
                <>
                  {unicode.map((character) => (
                    <b key={character} className={classes.character}>
                      {nameInvisible(character)}
                    </b>
                  ))}
                </>
              ),
            }}
          />
          <MarkedTemplate template={template} />
        </Notice>
      )}
    </output>
  );
}
