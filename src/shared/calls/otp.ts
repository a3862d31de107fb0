import { z } from 'zod';
import { Campaign } from '../campaign.ts';
import { OtpCode, OtpContent, OtpSettings, OtpStatus, OtpVerdict, RememberedServiceName } from '../otp.ts';
import { call, byId, ofAccount, pageLimit, E164, LAST_MOMENT } from './call.ts';

/** Calls about one-time codes. */
export const otpCalls = {
  /** Sends a code to one person, ahead of every campaign of the account. */
  'otp.send': call(
    z.object({
      accountId: z.int(),
      phone: E164,
      ...OtpSettings.shape,
      /** Null makes one of `codeLength` digits. */
      code: OtpCode.nullable().default(null),
      /** Send though the service name is remembered as refused: that may cost money for nothing again. */
      evenIfDangerous: z.boolean().default(false),
    }),
    OtpStatus,
  ),
  'otp.get': call(byId, OtpStatus),
  /** The newest first. */
  'otp.list': call(z.object({ limit: pageLimit }), z.array(OtpStatus)),
  /** Compares what the customer reads back; every comparison uses up a try. */
  'otp.check': call(
    z.object({
      id: z.int(),
      code: OtpCode,
      /** Whose code, where a list got them. */
      phone: E164.nullable().default(null),
    }),
    OtpVerdict,
  ),
  /** What a recipient would get, with the code masked, and its parts. */
  'otp.preview': call(
    z.object({ content: OtpContent, codeLength: z.int().min(4).max(8) }),
    z.object({ text: z.string(), parts: z.int(), encoding: z.enum(['gsm7', 'ucs2']) }),
  ),
  'otp.serviceNames': call(ofAccount, z.array(RememberedServiceName)),
  /** A campaign in which every recipient of the list gets a code of their own. */
  'otp.createCampaign': call(
    z.object({
      name: z.string().trim().min(1).max(120),
      accountId: z.int(),
      listId: z.int(),
      ...OtpSettings.shape,
      scheduledAt: z.int().max(LAST_MOMENT).nullable().default(null),
    }),
    Campaign,
  ),
} as const;
