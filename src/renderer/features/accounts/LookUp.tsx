import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface LookUpProps {
  label: string;
  hint: string;
  onLookUp: (id: string) => void;
}

/** Asks the provider about one message by its id. */
export function LookUp({ label, hint, onLookUp }: LookUpProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') onLookUp(typed.trim());
      }}
    >
      <TextInput
        label={label}
        placeholder={hint}
        w={330}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        spellCheck={false}
        leftSection={<IconSearch size={17} aria-hidden />}
        rightSectionWidth={92}
        rightSection={
          <Button type="submit" size="compact-sm" variant="light" disabled={typed.trim() === ''}>
            {t('accounts.lookUp')}
          </Button>
        }
      />
    </form>
  );
}
