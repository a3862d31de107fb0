import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LedgerEntry } from './ledger.ts';
import {
  isNumber,
  needsPremium,
  refuse,
  requiredText,
  succeed,
  text,
  Url,
  withBody,
} from './mobsms-answers.ts';
import { brief, PRICE } from './mobsms-messages.ts';
import { chooseDevice, findDevice, type MobsmsDevice, type MobsmsWorld } from './mobsms-world.ts';
import type { Answer, VendorRequest } from './vendor-api.ts';

const LONGEST_TEXT = 1600;

export const NO_BALANCE = refuse(422, 'Insufficient balance');
const NO_DEVICE = refuse(422, 'No active device available');

/** The document's refusal (Introduction): words and no `errors`, so that of a bulk nobody learns who is meant. */
function refusalOf(world: MobsmsWorld, recipients: readonly string[]): Answer | undefined {
  const { refusedSuffix } = world.options;
  const refused = recipients.find((number) => refusedSuffix !== undefined && number.endsWith(refusedSuffix));
  return refused === undefined ? undefined : refuse(422, `Invalid phone number: ${refused}`);
}

const PhoneNumber = z.unknown().refine(isNumber, 'must be a valid E.164 number.');

/** Fields of both sends. */
function commonFields(world: MobsmsWorld) {
  const known = (device: string): boolean => device === 'active' || findDevice(world, device) !== undefined;
  return {
    message: requiredText(LONGEST_TEXT),
    device_id: text(255).refine(known, 'The selected device id is invalid.').nullable().optional(),
    price: z.number().min(0).nullable().optional(),
    my_id: text(255).nullable().optional(),
  };
}

type Common = z.output<z.ZodObject<ReturnType<typeof commonFields>>>;

/** *Send an SMS*; `phone` is another name for `recipient_number`. */
export function send(world: MobsmsWorld, request: VendorRequest): Answer {
  const Fields = z
    .strictObject({
      ...commonFields(world),
      recipient_number: PhoneNumber.optional(),
      phone: PhoneNumber.optional(),
      callback_url: Url.nullable().optional(),
    })
    .refine((fields) => fields.recipient_number !== undefined || fields.phone !== undefined, {
      path: ['recipient_number'],
    });
  return withBody(request, Fields, (fields) => {
    const recipient = String(fields.recipient_number ?? fields.phone);
    const refusal = refusalOf(world, [recipient]);
    if (refusal) return refusal;
    const device = chooseDevice(world, fields.device_id);
    if (!device) return NO_DEVICE;
    if (!world.tools.purse.spend(PRICE)) return NO_BALANCE;
    const callbackUrl = fields.callback_url ?? null;
    const entry = accept(world, { ...fields, device, callbackUrl }, recipient, fields.message);
    return {
      status: 201,
      body: {
        success: true,
        message: 'SMS queued for sending',
        data: { ...brief(world, entry), callback_url: callbackUrl },
      },
    };
  });
}

/** *Send bulk SMS*: `{name}` becomes each recipient's name, and nothing where there is none. */
export function sendBulk(world: MobsmsWorld, request: VendorRequest): Answer {
  if (!world.isPremium) return needsPremium('Bulk sending');
  const Fields = z.strictObject({ ...commonFields(world), recipients: Recipients });
  return withBody(request, Fields, (fields) => {
    const { recipients } = fields;
    const refusal = refusalOf(
      world,
      recipients.map(({ number }) => number),
    );
    if (refusal) return refusal;
    const devices = recipients.map(() => chooseDevice(world, fields.device_id));
    if (!devices.every((device) => device !== undefined)) return NO_DEVICE;
    if (!world.tools.purse.spend(PRICE * recipients.length)) return NO_BALANCE;
    const entries = recipients.flatMap(({ number, name }, index) => {
      const device = devices[index];
      const words = fields.message.replaceAll('{name}', () => name);
      return device ? [accept(world, { ...fields, device, callbackUrl: null }, number, words)] : [];
    });
    return succeed(
      entries.map((entry) => brief(world, entry)),
      'Bulk SMS queued for sending',
      201,
    );
  });
}

const Person = z.strictObject({ number: PhoneNumber, name: text(255).nullable().optional() });

/** Numbers, or objects `{number, name}`; what is wrong is named as `recipients.3` or `recipients.3.number`. */
const Recipients = z
  .array(z.unknown())
  .min(1)
  .transform((items, context) =>
    items.map((item, index) => {
      const isObject = typeof item === 'object' && item !== null;
      const parsed = (isObject ? Person : PhoneNumber).safeParse(item);
      for (const issue of parsed.error?.issues ?? []) {
        context.addIssue({ code: 'custom', message: 'is invalid.', path: [index, ...issue.path] });
      }
      const { number, name } = isObject ? (item as Record<string, unknown>) : { number: item, name: '' };
      return { number: String(number), name: typeof name === 'string' ? name : '' };
    }),
  );

function accept(
  { tools: { ledger } }: MobsmsWorld,
  fields: Pick<Common, 'my_id' | 'price'> & { device: MobsmsDevice; callbackUrl: string | null },
  recipient: string,
  words: string,
): LedgerEntry {
  return ledger.accept({
    provider: 'mobsms',
    providerId: String(ledger.nextId('mobsms')),
    recipient,
    text: words,
    reference: fields.my_id ?? null,
    alias: randomUUID(),
    callbackUrl: fields.callbackUrl,
    details: { price: fields.price ?? PRICE, device: fields.device.id },
  });
}
