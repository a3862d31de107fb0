import { z } from 'zod';
import { AccountLimit, PauseReason } from './campaign.ts';
import { MessageErrorCode, MessageState } from './message.ts';
import { Money } from './money.ts';
import { parseTemplate, templateFields } from './template.ts';

/** Digits of a one-time code (DevSMS, section 1.1: 4 to 8; the same for all providers). */
export const CODE_LENGTHS = { min: 4, max: 8 } as const;
/** Answers that a code may be compared with: five guesses at four digits find one in 2,000 codes. */
export const CODE_TRIES = 5;

/** The digits of a code; none of them is ever stored. */
export const OtpCode = z.string().regex(/^\d{4,8}$/, 'A code has 4 to 8 digits.');

/** The purposes of DevSMS's approved texts (section 1.1, `template_type`). */
export const DevsmsTemplateType = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type DevsmsTemplateType = z.infer<typeof DevsmsTemplateType>;

/** Section 1.1: 2 to 50 letters, digits, spaces, dots and hyphens. */
export const ServiceName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N} .-]{2,50}$/u, 'A service name has 2 to 50 letters, digits, spaces, dots and hyphens.');

/**
 * The key that all spellings of a service name share: composed (NFC), lower case, inner white space as one space.
 * The moderation, which charges for what it refuses, will not tell them apart either.
 */
export function serviceNameKey(name: string): string {
  return name.toLowerCase().normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** The texts of section 1.1, as they arrive. */
const DEVSMS_TEXTS: Readonly<Record<DevsmsTemplateType, (service: string, code: string) => string>> = {
  1: (service, code) => `MyService tizimi: ${service} xizmatida amaliyotni tasdiqlash kodi: ${code}`,
  2: (service, code) =>
    `MyService tizimi: ${service} xizmatida parolni tiklash uchun tasdiqlash kodi: ${code}`,
  3: (service, code) =>
    `MyService tizimi: ${service} xizmatiga ro'yxatdan o'tish uchun tasdiqlash kodi: ${code}`,
  4: (service, code) => `MyService tizimi: ${service} xizmatiga kirish uchun tasdiqlash kodi: ${code}`,
};

/** What DevSMS will send for an approved template. */
export function devsmsOtpText(type: DevsmsTemplateType, service: string, code: string): string {
  return DEVSMS_TEXTS[type](service, code);
}

/**
 * What a one-time code is wrapped in: a text of one's own with `<code>` in it, or one of DevSMS's approved
 * texts, for which only the service's name is given.
 */
export const OtpContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z
      .string()
      .max(1600)
      .refine(hasCodeField, 'The text needs <code> where the code goes.')
      .refine((text) => !text.includes(CODE_MASK), 'The text must not contain •.'),
  }),
  z.object({
    kind: z.literal('devsms'),
    templateType: DevsmsTemplateType,
    serviceName: ServiceName,
  }),
]);
export type OtpContent = z.infer<typeof OtpContent>;

/** Whether a text has a place for its code, by the template's own grammar: `< Code >` is one, `<<code>` is none. */
export function hasCodeField(text: string): boolean {
  return templateFields(parseTemplate(text)).some(({ key }) => key === 'code');
}

/** How a campaign's codes are made. A code is made when its message leaves, and only its hash is kept. */
export const OtpSettings = z.object({
  content: OtpContent,
  codeLength: z.int().min(CODE_LENGTHS.min).max(CODE_LENGTHS.max).default(6),
  /** How long a code can be checked after it left; five minutes is what people expect of one. */
  validMinutes: z.number().min(1).max(60).default(5),
});
export type OtpSettings = z.infer<typeof OtpSettings>;

/** Stands for a digit of a code wherever the text is kept or shown. */
export const CODE_MASK = '•';

/** The mask of a code of `length` digits. */
export function maskOf(length: number): string {
  return CODE_MASK.repeat(length);
}

/** The text that really goes out, from the masked one that is kept. */
export function fillCode(masked: string, code: string): string {
  return masked.replaceAll(maskOf(code.length), code);
}

/** One code that was sent to one person. The code itself is nowhere in it. */
export const OtpStatus = z.object({
  /** Of the campaign that carries it. */
  id: z.int(),
  messageId: z.int(),
  accountId: z.int(),
  accountName: z.string(),
  recipient: z.string(),
  /** With its code masked. */
  text: z.string(),
  state: MessageState,
  /** Why it is still in line though nothing is before it. */
  pauseReason: PauseReason.nullable(),
  pauseDetail: z.string().nullable(),
  /** The account's own limit that keeps it back. */
  limit: AccountLimit.nullable(),
  errorCode: MessageErrorCode.nullable(),
  error: z.string().nullable(),
  cost: Money.nullable(),
  createdAt: z.int(),
  /** Until when it can be checked; null before it left and after it was deleted. */
  expiresAt: z.int().nullable(),
  triesLeft: z.int(),
  /** When the right code was read back. */
  confirmedAt: z.int().nullable(),
});
export type OtpStatus = z.infer<typeof OtpStatus>;

/** What became of a check of the code that a customer read back. */
export const OtpVerdict = z.object({
  verdict: z.enum(['right', 'wrong', 'expired', 'no-tries-left', 'already-confirmed', 'not-sent']),
  triesLeft: z.int(),
});
export type OtpVerdict = z.infer<typeof OtpVerdict>;

/** What is known of a service name at an account: a refusal costs money, so it is remembered. */
export const RememberedServiceName = z.object({
  name: z.string(),
  verdict: z.enum(['safe', 'dangerous']),
  /** The provider's words of the refusal. */
  detail: z.string().nullable(),
  at: z.int(),
});
export type RememberedServiceName = z.infer<typeof RememberedServiceName>;
