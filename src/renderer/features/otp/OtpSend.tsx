import { Button, Checkbox, Input, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle, IconSend } from '@tabler/icons-react';
import { useId, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { CODE_LENGTHS, OtpCode, type OtpStatus } from '../../../shared/otp.ts';
import { formatPhone, parsePhone } from '../../../shared/phone.ts';
import { call, callKey } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useAccountCheck } from '../accounts/use-account-check.ts';
import { contentFault, isApproved, readSettings, type OtpDraft } from './otp-draft.ts';
import { useDefaults } from '../../use-defaults.ts';
import { phoneCountryOf } from './phone-country.ts';
import { useServiceNames } from './use-service-names.ts';

interface OtpSendProps {
  draft: OtpDraft;
  account: Account | undefined;
  phone: string;
  onPhone: (phone: string) => void;
  phoneField: RefObject<HTMLInputElement | null>;
  onSent: (status: OtpStatus) => void;
}

/** To whom the code goes, and which one: made by Kaptar, or typed and forgotten once it is sent. */
export function OtpSend({ draft, account, phone, onPhone, phoneField, onSent }: OtpSendProps) {
  const { t } = useTranslation();
  const { country } = useDefaults();
  const format = useFormat();
  const client = useQueryClient();
  const headingId = useId();
  const codeId = useId();
  /** Null while Kaptar makes the code. */
  const [code, setCode] = useState<string | null>(null);
  const [phoneLeft, setPhoneLeft] = useState(false);
  /** The name that goes out though it was refused before. */
  const [daredName, setDaredName] = useState<string | null>(null);
  const { attempt, busy, error } = useAttempt();
  const provider = account?.provider;
  const check = useAccountCheck(account);
  const { refusalOf } = useServiceNames(account);
  const refusal = isApproved(draft, provider) ? refusalOf(draft.serviceName) : undefined;
  const dares = refusal !== undefined && daredName === draft.serviceName;

  const parsed = parsePhone(phone, phoneCountryOf(provider, country));
  const settings = readSettings(draft, provider);
  const fault = contentFault(draft, provider);
  const obstacle = whatIsMissing();

  const submit = async () => {
    if (obstacle !== null || !account || !settings || !parsed.ok || busy) return;
    await attempt(async () => {
      // Not a mutation of the cache: that would remember the digits of a typed code.
      const status = await call('otp.send', {
        ...settings,
        accountId: account.id,
        phone: parsed.phone,
        code,
        ...(code === null ? {} : { codeLength: code.length }),
        evenIfDangerous: dares,
      });
      setCode(code === null ? null : '');
      setPhoneLeft(false);
      setDaredName(null);
      client.setQueryData(callKey('otp.get', { id: status.id }), status);
      onSent(status);
    });
    void client.invalidateQueries({ queryKey: ['otp.list'] });
    void client.invalidateQueries({ queryKey: ['otp.serviceNames'] });
  };

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('otp.send.title')}
      </Title>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <TextInput
            ref={phoneField}
            type="tel"
            label={t('otp.send.phone')}
            placeholder="+998 90 123 45 67"
            value={phone}
            maxLength={40}
            onChange={(event) => onPhone(event.currentTarget.value)}
            onFocus={() => setPhoneLeft(false)}
            onBlur={() => setPhoneLeft(true)}
            description={parsed.ok ? formatPhone(parsed.phone) : t('otp.send.phoneHint')}
            error={phoneLeft && phone.trim() !== '' && !parsed.ok ? t('otp.send.noPhone') : undefined}
          />
          <Input.Wrapper label={t('otp.send.code')} labelElement="div" labelProps={{ id: codeId }}>
            <SegmentedControl
              fullWidth
              aria-labelledby={codeId}
              value={code === null ? 'made' : 'typed'}
              onChange={(value) => setCode(value === 'made' ? null : '')}
              data={[
                { value: 'made', label: t('otp.send.made') },
                { value: 'typed', label: t('otp.send.typed') },
              ]}
            />
            {code !== null && (
              <TextInput
                mt="sm"
                aria-label={t('otp.send.digits')}
                placeholder={t('otp.check.placeholder')}
                description={t('otp.send.codeHint')}
                inputMode="numeric"
                autoComplete="off"
                value={code}
                maxLength={CODE_LENGTHS.max}
                onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
              />
            )}
          </Input.Wrapper>
          {refusal && (
            <Notice
              tone="warning"
              icon={<IconAlertTriangle aria-hidden />}
              title={t('otp.danger.title', { name: refusal.name })}
            >
              <Text>{t('otp.danger.body', { date: format.dateTime(refusal.at) })}</Text>
              {refusal.detail && (
                <Text c="dimmed" mt={4}>
                  {t('errors.detail', { words: refusal.detail })}
                </Text>
              )}
              <Checkbox
                mt="sm"
                label={t('otp.danger.confirm')}
                checked={dares}
                onChange={(event) => setDaredName(event.currentTarget.checked ? draft.serviceName : null)}
              />
            </Notice>
          )}
          {check.isError && <ErrorNote error={check.error} onRetry={() => void check.refetch()} />}
          {error !== null && <ErrorNote error={error} />}
          <div>
            <Button
              type="submit"
              fullWidth
              size="md"
              leftSection={<IconSend size={18} aria-hidden />}
              loading={busy}
              disabled={obstacle !== null}
            >
              {t('otp.send.action')}
            </Button>
            <Text component="output" size="xs" c="dimmed" ta="center" mt={8} display="block" mih={18}>
              {obstacle}
            </Text>
          </div>
        </Stack>
      </form>
    </Card>
  );

  function whatIsMissing(): string | null {
    if (!account) return t('compose.missing.account');
    if (!account.hasSecret) return t('compose.missing.secret');
    if (check.error?.reason === 'account-auth') return t('compose.missing.keyRefused');
    if (fault) return t(`otp.missing.${fault}`);
    if (!parsed.ok) return t('otp.missing.phone');
    if (code !== null && !OtpCode.safeParse(code).success) return t('otp.missing.code');
    if (refusal && !dares) return t('otp.missing.confirm');
    return null;
  }
}
