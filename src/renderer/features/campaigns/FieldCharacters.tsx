import { Switch, Text } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import { unicodeCharacters } from '../../../shared/segments.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { templateLetters } from './template-letters.ts';

interface FieldCharactersProps {
  template: string;
  /** Whether they are replaced in names and fields. */
  chosen: boolean;
  counted: Estimate | undefined;
  onChoose: (chosen: boolean) => void;
}

/** Says where only people's names and fields make messages Unicode, and offers to replace those characters there. */
export function FieldCharacters({ template, chosen, counted, onChoose }: FieldCharactersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  // Where the text itself is Unicode, no field makes it so.
  const isPlain = unicodeCharacters(templateLetters(template)).length === 0;
  const unicode = isPlain && !chosen ? (counted?.encoding.ucs2 ?? 0) : 0;
  const saved = counted?.saving.everywhere ?? 0;
  if (unicode === 0 && !chosen) return null;

  return (
    <Notice tone="info" icon={<IconUserQuestion aria-hidden />}>
      {unicode > 0 && (
        <Text mb="xs">{t('saving.fields.unicode', { count: unicode, number: format.count(unicode) })}</Text>
      )}
      {(chosen || saved > 0) && (
        <Switch
          label={t('saving.fields.label')}
          description={
            chosen
              ? t('saving.fields.hint')
              : t('saving.saves', { count: saved, number: format.count(saved) })
          }
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
    </Notice>
  );
}
