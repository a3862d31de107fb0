import { CODE_LENGTHS, OtpContent, type OtpSettings } from '../../shared/otp.ts';
import { optional, UsageError, type Values } from './arguments.ts';
import { decimal, integer, oneOf, text } from './values.ts';

const length = integer(CODE_LENGTHS.min, CODE_LENGTHS.max);

/** The options of every command that sends one-time codes: what they are wrapped in. */
export const otpParameters = {
  text: optional('TEXT', 'A text of your own, with <code> where the code goes.', text),
  'service-name': optional('N', "Or one of DevSMS's approved texts: the name of the service in it,", text),
  'template-type': optional(
    '1..4',
    'and what the code is for: 1 a confirmation, 2 a new password, 3 a registration, 4 a sign-in.',
    oneOf(['1', '2', '3', '4']),
  ),
  'code-length': optional('N', 'Digits of a code that is made, 4 to 8; 6 if not given.', length),
  'valid-minutes': optional('N', 'How long it can be checked, 1 to 60; 5 if not given.', decimal(1, 60)),
};

/** What the options say, as the contract wants it. Throws `UsageError`. */
export function readOtpSettings(values: Values<typeof otpParameters>): {
  content: OtpContent;
  codeLength?: OtpSettings['codeLength'];
  validMinutes?: OtpSettings['validMinutes'];
} {
  const { 'code-length': codeLength, 'valid-minutes': validMinutes } = values;
  return {
    content: readContent(values),
    ...(codeLength !== undefined && { codeLength }),
    ...(validMinutes !== undefined && { validMinutes }),
  };
}

function readContent(values: Values<typeof otpParameters>): OtpContent {
  const { text: own, 'service-name': serviceName, 'template-type': type } = values;
  const isApproved = serviceName !== undefined || type !== undefined;
  if (own === undefined && !isApproved) throw new UsageError('--text is missing, or --service-name.');
  if (own !== undefined && isApproved) throw new UsageError('--text and --service-name exclude each other.');
  if (isApproved && serviceName === undefined) throw new UsageError('--service-name is missing.');
  if (isApproved && type === undefined) throw new UsageError('--template-type is missing.');
  const content = isApproved
    ? { kind: 'devsms', serviceName, templateType: Number(type) }
    : { kind: 'text', text: own };
  const parsed = OtpContent.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ message }) => message).join(' '));
}
