import type { ProviderId } from '../../../shared/account.ts';
import { CODE_MASK, OtpContent, type DevsmsTemplateType, type OtpSettings } from '../../../shared/otp.ts';

/** What a code is wrapped in and how it is made, while it is set up. Never the code itself, nor to whom. */
export interface OtpDraft {
  accountId: number | null;
  /** Where DevSMS offers its approved texts: one of these, or a text of one's own. */
  source: 'approved' | 'own';
  purpose: DevsmsTemplateType;
  serviceName: string;
  text: string;
  codeLength: number;
  validMinutes: number;
  /** The saved template that was chosen last. */
  templateId: number | null;
}

/** DevSMS's `template_type` in the order of its document (section 1.1). */
export const purposes: readonly DevsmsTemplateType[] = [1, 2, 3, 4];

/** What is wrong with the text of a code, or with the service name of an approved one. */
export type ContentFault = 'empty' | 'no-code' | 'mask' | 'service-empty' | 'service-rule';

/** Whether the approved texts are what goes out. */
export function isApproved({ source }: OtpDraft, provider: ProviderId | undefined): boolean {
  return provider === 'devsms' && source === 'approved';
}

/** What is wrong with the content, by the engine's own rule; null where it can be sent. */
export function contentFault(draft: OtpDraft, provider: ProviderId | undefined): ContentFault | null {
  if (readContent(draft, provider)) return null;
  if (isApproved(draft, provider)) return draft.serviceName.trim() === '' ? 'service-empty' : 'service-rule';
  if (draft.text.trim() === '') return 'empty';
  return draft.text.includes(CODE_MASK) ? 'mask' : 'no-code';
}

/** The settings as the engine takes them; null exactly while `contentFault` finds something. */
export function readSettings(draft: OtpDraft, provider: ProviderId | undefined): OtpSettings | null {
  const { codeLength, validMinutes } = draft;
  const content = readContent(draft, provider);
  return content && { content, codeLength, validMinutes };
}

function readContent(draft: OtpDraft, provider: ProviderId | undefined): OtpContent | null {
  const { purpose, serviceName, text } = draft;
  const read = OtpContent.safeParse(
    isApproved(draft, provider)
      ? { kind: 'devsms', templateType: purpose, serviceName }
      : { kind: 'text', text },
  );
  return read.success ? read.data : null;
}

/** A draft with the settings of a saved template in it. */
export function withSettings(draft: OtpDraft, { content, codeLength, validMinutes }: OtpSettings): OtpDraft {
  const made = { ...draft, codeLength, validMinutes };
  return content.kind === 'devsms'
    ? {
        ...made,
        source: 'approved',
        purpose: content.templateType,
        serviceName: content.serviceName,
      }
    : { ...made, source: 'own', text: content.text };
}
