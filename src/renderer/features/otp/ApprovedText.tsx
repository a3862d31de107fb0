import { Autocomplete, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { DevsmsTemplateType, devsmsOtpText, maskOf } from '../../../shared/otp.ts';
import classes from './ApprovedText.module.css';
import { contentFault, purposes, type OtpDraft } from './otp-draft.ts';
import { useServiceNames } from './use-service-names.ts';

interface ApprovedTextProps {
  draft: OtpDraft;
  account: Account;
  onChange: (part: Partial<OtpDraft>) => void;
}

/** One of DevSMS's approved texts, word by word as it arrives, and the name of the service in it. */
export function ApprovedText({ draft, account, onChange }: ApprovedTextProps) {
  const { t } = useTranslation();
  const { purpose, serviceName, codeLength } = draft;
  const { safe, standingOf } = useServiceNames(account);
  const fault = contentFault(draft, account.provider);
  const standing = standingOf(serviceName);
  const named = serviceName.trim() === '' ? t('otp.service.example') : serviceName.trim();

  return (
    <Stack gap="md">
      <Autocomplete
        label={t('otp.service.label')}
        placeholder={t('otp.service.example')}
        data={safe}
        value={serviceName}
        maxLength={60}
        spellCheck={false}
        onChange={(value) => onChange({ serviceName: value })}
        error={fault === 'service-rule' ? t('otp.service.rule') : undefined}
        description={hint()}
      />
      <Radio.Group
        label={t('otp.purpose.label')}
        value={String(purpose)}
        onChange={(value) => onChange({ purpose: DevsmsTemplateType.parse(Number(value)) })}
      >
        <div className={classes.purposes}>
          {purposes.map((type) => (
            <label key={type} className={classes.purpose} data-chosen={type === purpose || undefined}>
              <Radio
                value={String(type)}
                aria-labelledby={`purpose-${type}`}
                aria-describedby={`text-${type}`}
              />
              <Text component="span" fw={600} id={`purpose-${type}`}>
                {t(`otp.purpose.${type}`)}
              </Text>
              <Text
                component="span"
                size="xs"
                c="dimmed"
                lang="uz"
                id={`text-${type}`}
                className={classes.text ?? ''}
              >
                {devsmsOtpText(type, named, maskOf(codeLength))}
              </Text>
            </label>
          ))}
        </div>
      </Radio.Group>
    </Stack>
  );

  /** What is known of the name; a refusal costs money, so a new one is said to be new. */
  function hint() {
    if (standing === 'safe') {
      return (
        <span className={classes.safe}>
          <IconCircleCheck size={14} aria-hidden />
          {t('otp.service.safe')}
        </span>
      );
    }
    if (standing === 'dangerous') {
      return (
        <span className={classes.dangerous}>
          <IconAlertTriangle size={14} aria-hidden />
          {t('otp.service.dangerous')}
        </span>
      );
    }
    return t('otp.service.new');
  }
}
