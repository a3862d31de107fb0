import type { CampaignTools } from './campaigns.ts';
import type { AccountTools } from './accounts.ts';
import { senderOf } from './routing.ts';
import type { CampaignOtp } from '../store/campaign-store.ts';
import { AppError } from '../../../shared/errors.ts';
import { countParts } from '../../../shared/segments.ts';

export type SingleTools = CampaignTools & AccountTools;

/** One message to one person, which goes ahead of every campaign of the account. */
export interface SingleMessage {
  readonly kind: 'otp' | 'reply' | 'test';
  readonly name: string;
  readonly accountId: number;
  /** E.164. */
  readonly recipient: string;
  /** A code in it is masked. */
  readonly text: string;
  readonly parts: number;
  readonly encoding: 'gsm7' | 'ucs2';
  readonly otp: CampaignOtp | null;
  /** Wall clock ms after which it is of no use any more. */
  readonly sendBefore: number;
}

/**
 * Stores the message, as a campaign of its own so that all promises of campaigns hold for it, and starts it.
 * Answers the campaign's id. Throws `invalid-input` where the account cannot send it.
 *
 * @param beforeStart called with the message's id before anything can be sent
 */
export async function startSingle(
  { store, clock, queue, emitter }: SingleTools,
  { kind, name, accountId, otp, sendBefore, ...message }: SingleMessage,
  beforeStart: (messageId: number) => void = () => undefined,
): Promise<number> {
  const { reaches, longestText, account } = senderOf(await store.getAccount(accountId));
  // The approved texts are a type of their own, which goes to every country (section 1.1) whatever the account's is.
  const isApprovedText = otp?.content.kind === 'devsms';
  if (!isApprovedText && !reaches(message.recipient)) {
    throw new AppError('invalid-input', `"${account.name}" cannot send to ${message.recipient}.`, {
      reason: 'no-route',
    });
  }
  if (longestText !== null && message.text.length > longestText) {
    throw new AppError('invalid-input', `This text is too long: at most ${longestText} characters.`, {
      reason: 'too-long',
    });
  }
  const now = clock.now();
  const template = message.text;
  const id = await store.createCampaign(
    {
      kind,
      name,
      accountId,
      listId: null,
      template,
      scheduledAt: null,
      providerHolds: false,
      otp,
      sendBefore,
    },
    now,
  );
  try {
    await store.addMessages(id, [{ ...message, accountId, contactId: null, name: '', skip: null }], now);
    const { messages } = await store.listMessages({ campaignId: id, state: null, after: null, limit: 1 });
    if (messages[0]) beforeStart(messages[0].id);
  } catch (error) {
    await store.abandonPreparing(id);
    throw error;
  }
  await store.finishPreparing(id, now, true);
  // Whoever sends another one takes the trouble of before for mended.
  await store.resumeSingles([accountId], now);
  queue.wake(accountId);
  emitter.emit('changed', { topic: 'campaigns' });
  return id;
}

/** A text as a person writes it to one number. */
interface PlainText {
  readonly kind: 'reply' | 'test';
  readonly accountId: number;
  /** E.164. */
  readonly phone: string;
  readonly text: string;
  /** How long it is of use, ms. */
  readonly holdsMs: number;
  /** What is said to whoever writes to a number that has opted out. */
  readonly optedOut: string;
}

/** Starts a text to one number as it was written. Throws `conflict` where the number has opted out. */
export async function startText(
  tools: SingleTools,
  { kind, accountId, phone, text, holdsMs, optedOut }: PlainText,
): Promise<number> {
  if (await tools.store.isOptedOut(phone)) throw new AppError('conflict', optedOut, { reason: 'opted-out' });
  return startSingle(tools, {
    kind,
    name: phone,
    accountId,
    recipient: phone,
    text,
    ...countParts(text),
    otp: null,
    sendBefore: tools.clock.now() + holdsMs,
  });
}
