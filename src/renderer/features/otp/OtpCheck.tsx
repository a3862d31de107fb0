import { Button, Group, Input } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CODE_LENGTHS, OtpCode } from '../../../shared/otp.ts';
import { useAction } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

/** Compares what the customer reads back; each comparison uses up a try. */
export function OtpCheck({ id }: { id: number }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const check = useAction('otp.check');
  const whole = OtpCode.safeParse(typed).success;
  const answer = check.data;
  const fault =
    answer && typed === '' ? t(`otp.verdicts.${answer.verdict}`, { count: answer.triesLeft }) : undefined;

  const submit = () => {
    if (!whole || check.isPending) return;
    check.mutate(
      { id, code: typed },
      {
        onSuccess: ({ verdict }) => {
          if (verdict !== 'wrong') return;
          setTyped('');
          field.current?.focus();
        },
        onSettled: () => {
          void client.invalidateQueries({ queryKey: ['otp.get'] });
          void client.invalidateQueries({ queryKey: ['otp.list'] });
        },
      },
    );
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {/* The label above both: it may take two lines, and the button stays beside the field. */}
      <Input.Wrapper label={t('otp.check.label')} error={fault} errorProps={{ role: 'alert' }}>
        <Group gap="sm" wrap="nowrap">
          <Input
            ref={field}
            error={fault !== undefined}
            flex={1}
            placeholder={t('otp.check.placeholder')}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            maxLength={CODE_LENGTHS.max}
            onChange={(event) => setTyped(event.currentTarget.value.replace(/\D/g, ''))}
          />
          <Button type="submit" disabled={!whole} loading={check.isPending}>
            {t('otp.check.action')}
          </Button>
        </Group>
      </Input.Wrapper>
      {check.isError && <ErrorNote error={check.error} />}
    </form>
  );
}
