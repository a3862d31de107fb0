import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Campaign } from '../../../shared/campaign.ts';
import { CODE_LENGTHS, OtpCode } from '../../../shared/otp.ts';
import { parsePhone } from '../../../shared/phone.ts';
import { useAction } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './ListCodeCheck.module.css';
import { useDefaults } from '../../use-defaults.ts';
import { phoneCountryOf } from './phone-country.ts';

interface ListCodeCheckProps {
  campaign: Campaign;
  /** Through which the codes went; undefined where it was removed since. */
  account: Account | undefined;
}

/** Where everybody on a list got a code of their own: whose it is, and what they read back. */
export function ListCodeCheck({ campaign, account }: ListCodeCheckProps) {
  const { t } = useTranslation();
  const { country } = useDefaults();
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const check = useAction('otp.check');
  const parsed = parsePhone(phone, phoneCountryOf(account?.provider, country));
  const ready = parsed.ok && OtpCode.safeParse(code).success;
  const verdict = check.data;

  const submit = () => {
    if (!ready || check.isPending) return;
    check.mutate({ id: campaign.id, code, phone: parsed.phone }, { onSuccess: () => setCode('') });
  };

  return (
    <Card labelledBy="list-code-check">
      <Title order={2} id="list-code-check" mb="sm">
        {t('otp.listCheck.title')}
      </Title>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            type="tel"
            label={t('otp.send.phone')}
            placeholder="+998 90 123 45 67"
            value={phone}
            maxLength={40}
            onChange={(event) => {
              setPhone(event.currentTarget.value);
              check.reset();
            }}
          />
          <TextInput
            label={t('otp.check.label')}
            placeholder={t('otp.check.placeholder')}
            inputMode="numeric"
            autoComplete="off"
            value={code}
            maxLength={CODE_LENGTHS.max}
            onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
          />
          <Button type="submit" disabled={!ready} loading={check.isPending}>
            {t('otp.check.action')}
          </Button>
        </Group>
      </form>
      <Text component="output" className={classes.verdict ?? ''} data-verdict={verdict?.verdict}>
        {verdict && t(`otp.verdicts.${verdict.verdict}`, { count: verdict.triesLeft })}
      </Text>
      {check.isError && <ErrorNote error={check.error} />}
    </Card>
  );
}
