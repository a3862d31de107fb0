import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProviderId } from '../../../shared/account.ts';
import { contentFault, type OtpDraft } from './otp-draft.ts';

interface OwnTextProps {
  draft: OtpDraft;
  provider: ProviderId | undefined;
  onChange: (part: Partial<OtpDraft>) => void;
}

/** The longest text of a code: MobSMS's limit of a message. */
const LONGEST = 1600;

/** A text of one's own, with `<code>` where the code goes. */
export function OwnText({ draft, provider, onChange }: OwnTextProps) {
  const { t } = useTranslation();
  const fault = contentFault(draft, provider);
  return (
    <Textarea
      label={t('otp.text.label')}
      description={t('otp.text.hint')}
      value={draft.text}
      error={fault === 'no-code' || fault === 'mask' ? t(`otp.text.faults.${fault}`) : undefined}
      onChange={(event) => onChange({ text: event.currentTarget.value })}
      autosize
      minRows={3}
      maxRows={8}
      maxLength={LONGEST}
      spellCheck={false}
    />
  );
}
