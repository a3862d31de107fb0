import { z } from 'zod';
import { OtpSettings } from './otp.ts';

/** A text that is kept for the next time: of a campaign, or of one-time codes. */
export const SavedTemplate = z.object({
  id: z.int(),
  name: z.string().trim().min(1).max(80),
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('campaign'), text: z.string().min(1).max(5000) }),
    z.object({ kind: z.literal('otp'), otp: OtpSettings }),
  ]),
  updatedAt: z.int(),
});
export type SavedTemplate = z.infer<typeof SavedTemplate>;
