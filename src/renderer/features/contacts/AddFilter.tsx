import { Button, Group, Popover, Select, Stack, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldCondition } from '../../../shared/contact.ts';
import type { Conditions } from './conditions.ts';

interface AddFilterProps {
  conditions: Conditions;
  fieldNames: readonly string[];
  onAdd: (conditions: Conditions) => void;
}

/** What stands for the mark of an opt-out among the fields; no column of an import has a blank name. */
const MARK = ' ';
/** More than these nobody keeps in mind, and the engine takes no more. */
const MOST_CONDITIONS = 10;

/** Adds one condition: of a field, or of the opt-outs. */
export function AddFilter({ conditions, fieldNames, onAdd }: AddFilterProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [field, setField] = useState<string | null>(null);
  const [is, setIs] = useState<FieldCondition['is']>('equal');
  const [value, setValue] = useState('');
  const [isOut, setIsOut] = useState('out');
  const asksValue = field !== MARK && (is === 'equal' || is === 'containing');
  const isComplete = field !== null && (!asksValue || value.trim() !== '');

  const add = () => {
    if (field === null || !isComplete) return;
    if (field === MARK) onAdd({ ...conditions, optedOut: isOut === 'out' });
    else {
      const condition = { field, is, value: asksValue ? value.trim() : '' };
      onAdd({ ...conditions, fields: [...conditions.fields, condition] });
    }
    setOpened(false);
    setField(null);
    setValue('');
  };

  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={300}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={17} aria-hidden />}
          disabled={conditions.fields.length >= MOST_CONDITIONS}
          onClick={() => setOpened(!opened)}
        >
          {t('contacts.filter.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('contacts.filter.add')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Stack gap="sm">
            <Select
              data-autofocus
              searchable
              label={t('contacts.filter.what')}
              placeholder={t('contacts.filter.whatPlaceholder')}
              nothingFoundMessage={t('contacts.filter.noField')}
              comboboxProps={{ withinPortal: false }}
              data={[
                { value: MARK, label: t('contacts.filter.mark') },
                ...fieldNames.map((name) => ({ value: name, label: name })),
              ]}
              value={field}
              onChange={setField}
            />
            {field === MARK ? (
              <Select
                label={t('contacts.filter.is')}
                comboboxProps={{ withinPortal: false }}
                data={[
                  { value: 'out', label: t('contacts.filter.optedOut') },
                  { value: 'in', label: t('contacts.filter.optedIn') },
                ]}
                value={isOut}
                onChange={(chosen) => setIsOut(chosen ?? 'out')}
              />
            ) : (
              <Select
                label={t('contacts.filter.is')}
                comboboxProps={{ withinPortal: false }}
                data={FieldCondition.shape.is.options.map((option) => ({
                  value: option,
                  label: t(`contacts.filter.operators.${option}`),
                }))}
                value={is}
                onChange={(chosen) => setIs(chosen ?? 'equal')}
              />
            )}
            {asksValue && (
              <TextInput
                label={t('contacts.filter.value')}
                value={value}
                maxLength={200}
                onChange={(event) => setValue(event.currentTarget.value)}
              />
            )}
            <Group justify="flex-end">
              <Button type="submit" size="xs" disabled={!isComplete}>
                {t('contacts.filter.apply')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
