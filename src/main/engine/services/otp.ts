import type { Campaign } from '../../../shared/campaign.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  devsmsOtpText,
  maskOf,
  serviceNameKey,
  type OtpContent,
  type OtpStatus,
  type OtpVerdict,
} from '../../../shared/otp.ts';
import { countParts } from '../../../shared/segments.ts';
import { parseTemplate, renderTemplate } from '../../../shared/template.ts';
import { isCode, type OneTimeCodes } from '../queue/one-time-codes.ts';
import type { OtpRecord } from '../store/otp-store.ts';
import type { Store } from '../store/store.ts';
import { createCampaign, type MakingTools } from './campaign-making.ts';
import { startSingle, type SingleTools } from './single-message.ts';

export type OtpTools = SingleTools & MakingTools & { readonly codes: OneTimeCodes };

const MINUTE_MS = 60_000;

/** The text of a one-time code with its digits masked, and what it will cost: digits are all of GSM-7. */
export function previewOtp({ content, codeLength }: ParsedInput<'otp.preview'>): CallOutput<'otp.preview'> {
  return {
    text: textOf(content, maskOf(codeLength)),
    ...countParts(textOf(content, '0'.repeat(codeLength))),
  };
}

/** The text to one person, with `code` in its place; other fields must have a fallback. */
function textOf(content: OtpContent, code: string): string {
  if (content.kind === 'devsms') return devsmsOtpText(content.templateType, content.serviceName, code);
  const read = (key: string): string | undefined => (key === 'code' ? code : undefined);
  const { text, missing } = renderTemplate(parseTemplate(content.text), read);
  if (missing.length > 0) {
    const fields = missing.map((name) => `<${name}>`).join(', ');
    throw new AppError('invalid-input', `Nothing is known for ${fields} here. Only <code> can be used.`, {
      reason: 'unknown-field',
      fields: missing,
    });
  }
  return text;
}

/** A code and what keeps it back, newest first. */
export async function listOtps(tools: OtpTools, limit: number): Promise<OtpStatus[]> {
  return (await tools.store.listOtps(limit)).map((record) => toStatus(tools, record));
}

/** Throws `not-found`. */
export async function getOtp(tools: OtpTools, id: number): Promise<OtpStatus> {
  return toStatus(tools, await tools.store.getOtp(id));
}

function toStatus({ queue }: OtpTools, record: OtpRecord): OtpStatus {
  return { ...record, limit: record.state === 'queued' ? queue.limitOf([record.accountId]) : null };
}

/** Sends a code to one person, ahead of every campaign of the account. */
export async function sendOtp(tools: OtpTools, input: ParsedInput<'otp.send'>): Promise<OtpStatus> {
  const { store, clock, queue, codes } = tools;
  const { accountId, phone, content, validMinutes, code } = input;
  await refuseContent(store, accountId, content, input.evenIfDangerous);
  if (code !== null && !queue.serves(accountId)) {
    const words =
      'A code given by hand is kept in memory only, and nothing is being sent from here. Wait for it to be sent, or let Kaptar make the code.';
    throw new AppError('conflict', words, { reason: 'code-not-kept' });
  }
  const codeLength = code?.length ?? input.codeLength;
  const { text, parts, encoding } = previewOtp({ content, codeLength });
  const sendBefore = Math.round(clock.now() + validMinutes * MINUTE_MS);
  const id = await startSingle(
    tools,
    {
      kind: 'otp',
      name: phone,
      accountId,
      recipient: phone,
      text,
      parts,
      encoding,
      otp: { content, codeLength, validMinutes, given: code !== null },
      sendBefore,
    },
    (messageId) => {
      if (code !== null) codes.give(messageId, code, sendBefore);
    },
  );
  return getOtp(tools, id);
}

/** A campaign in which every recipient of the list gets a code of their own, made when their message leaves. */
export async function createOtpCampaign(
  tools: OtpTools,
  { content, codeLength, validMinutes, ...campaign }: ParsedInput<'otp.createCampaign'>,
): Promise<Campaign> {
  await refuseContent(tools.store, campaign.accountId, content, false);
  const template =
    content.kind === 'text'
      ? content.text
      : devsmsOtpText(content.templateType, content.serviceName, '<code>');
  const otp = { content, codeLength, validMinutes, given: false };
  return createCampaign(
    tools,
    { ...campaign, template, routing: null, providerHolds: false, plainCharacters: false },
    otp,
  );
}

/** Compares what a customer reads back with the code that was sent; uses up a try. */
export async function checkOtp(
  { store, clock, emitter }: OtpTools,
  { id, code, phone }: ParsedInput<'otp.check'>,
): Promise<OtpVerdict> {
  const tried = await store.tryCode(id, phone, clock.now());
  if (tried.verdict !== 'compare') return tried;
  const isRight = await isCode(code, tried.code);
  if (isRight) await store.confirmCode(tried.messageId, clock.now());
  emitter.emit('changed', { topic: 'campaigns' });
  return { verdict: isRight ? 'right' : 'wrong', triesLeft: tried.triesLeft };
}

/** DevSMS's approved texts go through DevSMS only; a name that was refused before costs money again. */
async function refuseContent(
  store: Store,
  accountId: number,
  content: OtpContent,
  evenIfDangerous: boolean,
): Promise<void> {
  const account = await store.getAccount(accountId);
  if (content.kind === 'text') return;
  if (account.provider !== 'devsms') {
    throw new AppError('invalid-input', 'Only DevSMS has approved texts. Write a text with <code> in it.', {
      reason: 'other-provider',
    });
  }
  const known = (await store.listServiceNames(accountId)).find(
    ({ name }) => serviceNameKey(name) === serviceNameKey(content.serviceName),
  );
  if (known?.verdict !== 'dangerous' || evenIfDangerous) return;
  const words = `DevSMS refused the name "${known.name}" before, and charged for it: ${known.detail ?? ''} Choose another name.`;
  throw new AppError('conflict', words, { reason: 'dangerous-name' });
}
