import { Button, CloseButton, Group, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldCondition } from '../../../shared/contact.ts';
import { AddFilter } from './AddFilter.tsx';
import { noConditions, type Conditions } from './conditions.ts';
import classes from './FilterBar.module.css';

interface FilterBarProps {
  typed: string;
  onType: (text: string) => void;
  conditions: Conditions;
  onChange: (conditions: Conditions) => void;
  fieldNames: readonly string[];
  searchRef: RefObject<HTMLInputElement | null>;
}

/** What narrows the contacts down: a search, and conditions that can each be taken away again. */
export function FilterBar({ typed, onType, conditions, onChange, fieldNames, searchRef }: FilterBarProps) {
  const { t } = useTranslation();
  const { optedOut, fields } = conditions;
  const wordsOf = ({ field, is, value }: FieldCondition) => t(`contacts.filter.chip.${is}`, { field, value });
  /** Its button is gone with it: the search is the next place to narrow down. */
  const change = (next: Conditions) => {
    onChange(next);
    searchRef.current?.focus();
  };

  return (
    <Group gap="xs">
      <TextInput
        ref={searchRef}
        aria-label={t('contacts.search.label')}
        placeholder={t('contacts.search.placeholder')}
        leftSection={<IconSearch size={17} aria-hidden />}
        value={typed}
        maxLength={100}
        onChange={(event) => onType(event.currentTarget.value)}
        className={classes.search}
      />
      <AddFilter conditions={conditions} fieldNames={fieldNames} onAdd={onChange} />
      {(optedOut !== null || fields.length > 0) && (
        <ul className={classes.chips} aria-label={t('contacts.filter.label')}>
          {optedOut !== null && (
            <Chip
              words={t(optedOut ? 'contacts.filter.optedOut' : 'contacts.filter.optedIn')}
              onRemove={() => change({ ...conditions, optedOut: null })}
            />
          )}
          {fields.map((condition, index) => (
            <Chip
              key={`${condition.field}-${condition.is}-${condition.value}`}
              words={wordsOf(condition)}
              onRemove={() => change({ ...conditions, fields: fields.filter((_, at) => at !== index) })}
            />
          ))}
          <li>
            <Button size="compact-sm" variant="subtle" onClick={() => change(noConditions)}>
              {t('contacts.filter.clear')}
            </Button>
          </li>
        </ul>
      )}
    </Group>
  );
}

function Chip({ words, onRemove }: { words: string; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <li className={classes.chip}>
      <span>{words}</span>
      <CloseButton size="xs" aria-label={t('contacts.filter.remove', { filter: words })} onClick={onRemove} />
    </li>
  );
}
