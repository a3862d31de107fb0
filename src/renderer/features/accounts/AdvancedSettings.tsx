import { SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../ui/Fold.tsx';
import type { AccountForm } from './account-form.ts';
import classes from './AdvancedSettings.module.css';
import { fieldGroups, type ProviderField } from './provider-fields.ts';
import { SettingInput } from './SettingInput.tsx';

interface AdvancedSettingsProps {
  fields: readonly ProviderField[];
  form: UseFormReturnType<AccountForm>;
  opened: boolean;
  onToggle: () => void;
}

/** All that has a good default already, folded away, by what it is about. */
export function AdvancedSettings({ fields, form, opened, onToggle }: AdvancedSettingsProps) {
  const { t } = useTranslation();
  const groups = fieldGroups
    .map((group) => ({ group, members: fields.filter((field) => field.group === group) }))
    .filter(({ members }) => members.length > 0);

  return (
    <Fold label={t('accounts.advanced')} opened={opened} onToggle={onToggle}>
      <div className={classes.groups}>
        {groups.map(({ group, members }) => (
          <fieldset key={group} className={classes.group}>
            <legend className={classes.legend}>{t(`accounts.groups.${group}`)}</legend>
            <SimpleGrid minColWidth="280px" spacing="lg" className={classes.fields}>
              {members.map((field) => (
                <SettingInput key={field.name} field={field} form={form} />
              ))}
            </SimpleGrid>
          </fieldset>
        ))}
      </div>
    </Fold>
  );
}
