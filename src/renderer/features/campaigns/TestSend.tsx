import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { IconDeviceMobileMessage } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Rendering } from '../../../shared/calls/campaigns.ts';
import { formatPhone, parsePhone } from '../../../shared/phone.ts';
import { useAction, useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { likelyCountry } from '../../likely-country.ts';
import { TestStatus } from './TestStatus.tsx';

interface TestSendProps {
  /** The one that it goes through. */
  account: Account;
  /** Whose text goes to the operator's own phone; undefined while nothing is shown. */
  rendering: Rendering | undefined;
}

/** Sends the text that is shown to the operator's own number, and follows it to the phone. */
export function TestSend({ account, rendering }: TestSendProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const settings = useCall('settings.get', {});
  const send = useAction('campaigns.sendTest');
  /** Null while the remembered one is taken. */
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const remembered = settings.data?.testPhone ?? '';
  const phone = typed ?? (remembered === '' ? '' : formatPhone(remembered));
  const country = likelyCountry(settings.data?.defaultCountry ?? null);
  const parsed = parsePhone(phone, country);

  const submit = () => {
    if (!parsed.ok || !rendering || send.isPending) return;
    send.mutate({ accountId: account.id, phone: parsed.phone, text: rendering.text });
  };

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb={4}>
        {t('testSend.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('testSend.body', { account: account.name })}
      </Text>
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
            flex="1 1 200px"
            label={t('testSend.phone')}
            placeholder="+998 90 123 45 67"
            value={phone}
            maxLength={40}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onFocus={() => setLeft(false)}
            onBlur={() => setLeft(true)}
            error={left && phone.trim() !== '' && !parsed.ok ? t('testSend.noPhone') : undefined}
          />
          <Button
            type="submit"
            variant="default"
            loading={send.isPending}
            disabled={!parsed.ok || !rendering}
            leftSection={<IconDeviceMobileMessage size={18} aria-hidden />}
          >
            {t('testSend.send')}
          </Button>
        </Group>
      </form>
      {send.isError && <ErrorNote error={send.error} />}
      {send.data && <TestStatus key={send.data.id} id={send.data.id} />}
    </Card>
  );
}
