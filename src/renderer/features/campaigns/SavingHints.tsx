import { Button, Group, Text } from '@mantine/core';
import { IconPigMoney } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { findReplacements, replaceInTemplate } from '../../../shared/replacements.ts';
import { unicodeCharacters } from '../../../shared/segments.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './SavingHints.module.css';
import { templateLetters } from './template-letters.ts';

interface SavingHintsProps {
  template: string;
  /** Parts that replacing all would save; undefined while they are counted. */
  saving: number | undefined;
  onReplace: (template: string, told: string) => void;
}

/** Characters that cost more than they say, each kind with one click that replaces it, and what all of it saves. */
export function SavingHints({ template, saving, onReplace }: SavingHintsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const found = findReplacements(template);
  const plain = replaceInTemplate(template);
  // In a text of Cyrillic or Georgian letters a straight quote changes nothing.
  const isWorthIt = (saving ?? 0) > 0 || unicodeCharacters(templateLetters(plain)).length === 0;
  if (found.length === 0 || !isWorthIt) return null;
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const replaceAll = () =>
    onReplace(plain, t('saving.replaced', { count: total, number: format.count(total) }));

  return (
    <Notice tone="info" icon={<IconPigMoney aria-hidden />} title={t('saving.title')}>
      <ul className={classes.kinds}>
        {found.map(({ kind, count, to }) => (
          <li key={kind} className={classes.kind}>
            <span>
              {t(`saving.kinds.${kind}`, {
                count,
                number: format.count(count),
                to,
              })}
            </span>
            {found.length > 1 && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t('saving.replaceKind', {
                  what: t(`saving.kinds.${kind}`, { count, number: format.count(count), to }),
                })}
                onClick={() =>
                  onReplace(
                    replaceInTemplate(template, new Set([kind])),
                    t('saving.replaced', { count, number: format.count(count) }),
                  )
                }
              >
                {t('saving.replace')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Group mt="xs" gap="sm">
        <Button size="xs" variant="default" onClick={replaceAll}>
          {t(found.length > 1 ? 'saving.replaceAll' : 'saving.replace')}
        </Button>
        {saving !== undefined && (
          <Text fw={saving > 0 ? 600 : 400} className="number">
            {saving > 0
              ? t('saving.saves', { count: saving, number: format.count(saving) })
              : t('saving.savesNothing')}
          </Text>
        )}
      </Group>
    </Notice>
  );
}
