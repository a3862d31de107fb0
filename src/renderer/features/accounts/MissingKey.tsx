import { Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { EnterKeyButton } from './EnterKeyButton.tsx';
import { useKeyTrouble } from './use-key-trouble.ts';

/** Says that an account's key is not at hand, why the last try failed, and offers to enter it. */
export function MissingKey({ account }: { account: Account }) {
  const { t } = useTranslation();
  const trouble = useKeyTrouble(account.id);
  return (
    <Stack gap="md">
      {trouble !== null && <ErrorNote error={trouble} />}
      <Notice tone="warning" icon={<IconKey aria-hidden />} title={t('accounts.noSecret.title')}>
        <Text>{t('accounts.noSecret.body')}</Text>
        <Group mt="sm">
          <EnterKeyButton account={account} />
        </Group>
      </Notice>
    </Stack>
  );
}
