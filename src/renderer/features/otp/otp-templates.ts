import type { ProviderId } from '../../../shared/account.ts';
import type { OtpSettings } from '../../../shared/otp.ts';
import type { SavedTemplate } from '../../../shared/saved-template.ts';

/** A saved text of one-time codes. */
export type OtpTemplate = SavedTemplate & { body: { kind: 'otp'; otp: OtpSettings } };

/** The saved texts that this provider can send: the approved ones are DevSMS's own. */
export function otpTemplates(
  saved: readonly SavedTemplate[],
  provider: ProviderId | undefined,
): OtpTemplate[] {
  return saved.flatMap((template) => {
    const { body } = template;
    if (body.kind !== 'otp') return [];
    if (body.otp.content.kind === 'devsms' && provider !== 'devsms') return [];
    return [{ ...template, body }];
  });
}
