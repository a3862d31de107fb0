import { NumberInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Settings } from '../../../shared/settings.ts';
import { useFormat } from '../../ui/use-format.ts';
import { SettingLine } from './SettingLine.tsx';

/** Longer than between two digits that are typed, ms: on the way to 500 nobody means 5. */
const TYPED_AFTER = 600;

interface NumberSettingProps {
  label: string;
  description: string;
  name: 'confirmAbove' | 'undoSeconds';
  value: number;
  saved: boolean;
  onSave: (value: number) => void;
}

/** A whole number, saved when it has been typed; one that is out of range says so and is not saved. */
export function NumberSetting({ label, description, name, value, saved, onSave }: NumberSettingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState<string | number>(value);
  const schema = Settings.shape[name];
  const parsed = schema.safeParse(typed);
  const saveSoon = useDebouncedCallback(onSave, { delay: TYPED_AFTER, flushOnUnmount: true });

  return (
    <SettingLine saved={saved}>
      <NumberInput
        label={label}
        description={description}
        value={typed}
        onChange={(next) => {
          setTyped(next);
          const wanted = schema.safeParse(next);
          if (wanted.success) saveSoon(wanted.data);
          else saveSoon.cancel();
        }}
        onBlur={() => saveSoon.flush()}
        error={
          parsed.success
            ? null
            : t('preferences.sending.range', {
                from: format.count(schema.minValue ?? 0),
                to: format.count(schema.maxValue ?? 0),
              })
        }
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        styles={{ wrapper: { maxWidth: 160 } }}
      />
    </SettingLine>
  );
}
