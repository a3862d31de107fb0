import { Button, Combobox, Group, Text, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FieldButtons.module.css';

interface FieldButtonsProps {
  fields: readonly string[];
  onInsert: (field: string) => void;
}

/** More would push the text itself out of sight. */
const AT_HAND = 8;

/** The fields of the list, each one click away from the text; a long list keeps the rest in a menu. */
export function FieldButtons({ fields, onInsert }: FieldButtonsProps) {
  const { t } = useTranslation();
  const rest = fields.slice(AT_HAND);

  return (
    <Group gap={6} component="fieldset" className={classes.fields} aria-label={t('compose.message.fields')}>
      <Text size="xs" c="dimmed" mr={2}>
        {t('compose.message.insert')}
      </Text>
      {fields.slice(0, AT_HAND).map((field) => (
        <Button
          key={field}
          size="compact-sm"
          variant="light"
          radius="xl"
          maw={200}
          title={field}
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => onInsert(field)}
        >
          <span className={classes.name}>{field}</span>
        </Button>
      ))}
      {rest.length > 0 && <MoreFields fields={rest} onInsert={onInsert} />}
    </Group>
  );
}

function MoreFields({ fields, onInsert }: FieldButtonsProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      box.resetSelectedOption();
      setSearch('');
    },
  });
  const wanted = search.trim().toLowerCase();
  const found = fields.filter((field) => field.toLowerCase().includes(wanted));

  return (
    <Combobox
      store={box}
      width={260}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(field) => {
        box.closeDropdown();
        onInsert(field);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="compact-sm"
          variant="subtle"
          radius="xl"
          aria-expanded={box.dropdownOpened}
          onClick={() => box.toggleDropdown()}
        >
          {t('compose.message.moreFields')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          aria-label={t('compose.message.searchFields')}
          placeholder={t('compose.message.searchFields')}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            box.updateSelectedOptionIndex();
          }}
        />
        <Combobox.Options mah={240} className={classes.options} aria-label={t('compose.message.moreFields')}>
          {found.map((field) => (
            <Combobox.Option key={field} value={field}>
              {field}
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('compose.message.noField')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
