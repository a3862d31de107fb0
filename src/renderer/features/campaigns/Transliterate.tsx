import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countParts } from '../../../shared/segments.ts';
import {
  transliterateTemplate,
  transliterationsFor,
  type Transliteration,
} from '../../../shared/transliteration.ts';
import { useFormat } from '../../ui/use-format.ts';
import previewClasses from './MessagePreview.module.css';
import { templateLetters } from './template-letters.ts';

interface TransliterateProps {
  template: string;
  onReplace: (template: string, told: string) => void;
}

/** Offers a text of Cyrillic or Georgian letters in Latin ones, to be read before it takes the place of the other. */
export function Transliterate({ template, onReplace }: TransliterateProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const [wanted, setWanted] = useState<Transliteration | null>(null);
  const tables = transliterationsFor(templateLetters(template));
  const [likely] = tables;
  if (!likely) return null;
  const table = wanted && tables.includes(wanted) ? wanted : likely;
  const latin = transliterateTemplate(template, table);
  const before = countParts(template).parts;
  const after = countParts(latin).parts;

  return (
    <>
      <Button
        size="xs"
        variant="light"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconLanguage size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('saving.latin.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('saving.latin.title')}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        <Stack>
          {tables.length > 1 && (
            <SegmentedControl
              aria-label={t('saving.latin.language')}
              value={table}
              onChange={(value) => setWanted(value)}
              data={tables.map((value) => ({ value, label: t(`saving.latin.tables.${value}`) }))}
            />
          )}
          <div className={previewClasses.bubble}>{latin}</div>
          <Text c="dimmed" className="number">
            {before === after
              ? t('saving.latin.same', { count: after, number: format.count(after) })
              : t('saving.latin.parts', {
                  count: after,
                  after: format.count(after),
                  before: format.count(before),
                })}
          </Text>
          <Text c="dimmed">{t('saving.latin.names')}</Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('actions.back')}
            </Button>
            <Button
              data-autofocus
              onClick={() => {
                setOpened(false);
                onReplace(latin, t('saving.latin.done'));
              }}
            >
              {t('saving.latin.use')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
