import { Button, Group, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconCheck } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/account.ts';
import { UbillBrandName } from '../../../../shared/ubill.ts';
import { callKey, useAction } from '../../../api.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ProviderTrouble } from '../ProviderTrouble.tsx';

/** Asks uBill for a new sender name; its people decide. */
export function CreateBrand({ account }: { account: Account }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const create = useAction('ubill.createBrand');
  const [name, setName] = useState('');
  const [faulty, setFaulty] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = UbillBrandName.safeParse(name);
    setFaulty(!parsed.success);
    if (!parsed.success) return;
    create.mutate(
      { accountId: account.id, name: parsed.data },
      {
        onSuccess: () => {
          setName('');
          void client.invalidateQueries({ queryKey: callKey('ubill.brands', { accountId: account.id }) });
        },
      },
    );
  };

  return (
    <Panel title={t('ubill.create.title')} description={t('ubill.create.hint')}>
      <form noValidate onSubmit={submit}>
        <Group align="flex-start" gap="sm">
          <TextInput
            aria-label={t('ubill.create.name')}
            placeholder={t('ubill.create.name')}
            w={240}
            // As long as a name may be (field notes), and one more to be told so.
            maxLength={12}
            value={name}
            error={faulty && t('ubill.create.fault')}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setFaulty(false);
            }}
          />
          <Button type="submit" variant="default" loading={create.isPending}>
            {t('ubill.create.action')}
          </Button>
        </Group>
      </form>
      {create.isSuccess && (
        <Notice tone="info" live="status" icon={<IconCheck aria-hidden />} title={t('ubill.create.done')}>
          <Text>{t('errors.detail', { words: create.data.words })}</Text>
        </Notice>
      )}
      {create.isError && <ProviderTrouble accountId={account.id} error={create.error} />}
    </Panel>
  );
}
