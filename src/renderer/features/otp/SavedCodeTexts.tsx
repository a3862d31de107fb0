import type { ProviderId } from '../../../shared/account.ts';
import { useCall } from '../../api.ts';
import { SavedTemplates } from '../templates/SavedTemplates.tsx';
import { readSettings, withSettings, type OtpDraft } from './otp-draft.ts';
import { otpTemplates } from './otp-templates.ts';

interface SavedCodeTextsProps {
  draft: OtpDraft;
  provider: ProviderId | undefined;
  onChange: (part: Partial<OtpDraft>) => void;
}

/** Texts of codes that were kept and that this provider can send. */
export function SavedCodeTexts({ draft, provider, onChange }: SavedCodeTextsProps) {
  const saved = useCall('templates.list', {});
  const otp = readSettings(draft, provider);
  return (
    <SavedTemplates
      templates={otpTemplates(saved.data ?? [], provider)}
      chosenId={draft.templateId}
      body={otp && { kind: 'otp', otp }}
      onChoose={({ id, body }) => onChange({ ...withSettings(draft, body.otp), templateId: id })}
      onKept={(templateId) => onChange({ templateId })}
    />
  );
}
