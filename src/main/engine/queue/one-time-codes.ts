import { randomBytes, randomInt, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { CODE_MASK, fillCode } from '../../../shared/otp.ts';
import type { OutgoingOtp } from '../providers/provider.ts';
import type { CodeHash, OtpStore } from '../store/otp-store.ts';
import type { ClaimedMessage, DoubtfulMessage } from '../store/queue-store.ts';

/**
 * One-time codes. A code is made when its message leaves and lives in this process only; the disk gets a salted
 * hash of it, before the request. Few digits can be found by trying, whatever the hash: a slow one and an early
 * end (`expiresAt`) make that cost more than the code is worth.
 */
export interface OneTimeCodes {
  /** Keeps a code that a person chose until its message has gone, or until it is of no use any more. */
  give(messageId: number, code: string, until: number): void;
  /**
   * Readies claimed messages for the wire: keeps the hashes of their codes, and fills the codes in. Null for one
   * whose code was given by hand to a process that is gone.
   */
  seal(messages: readonly ClaimedMessage[], now: number): Promise<(SealedMessage | null)[]>;
  /** The message will not be sent again: its code is of no use. */
  forget(messageId: number): void;
}

/** What goes out in place of the masked text. */
export interface SealedMessage {
  readonly text: string;
  readonly otp: OutgoingOtp | undefined;
}

const MINUTE_MS = 60_000;

const scryptAsync = promisify<string, Uint8Array, number, { N: number }, Buffer>(scrypt);
/** 2^14 rounds, the usual strength for logins (RFC 7914): thirty milliseconds of a computer like this. */
const ROUNDS = { N: 16_384 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Codes that live as long as this process; their hashes are kept in `store`. */
export function createOneTimeCodes(store: Pick<OtpStore, 'keepCodes'>): OneTimeCodes {
  const given = new Map<number, { code: string; until: number }>();

  async function seal(message: ClaimedMessage, now: number) {
    const { id, otp } = message;
    if (!otp) return { sealed: { text: message.text, otp: undefined }, kept: null };
    const code = given.get(id)?.code ?? (otp.given ? null : makeCode(otp.codeLength));
    if (code === null) return { sealed: null, kept: null };
    const { content } = otp;
    const template =
      content.kind === 'devsms' ? { type: content.templateType, serviceName: content.serviceName } : null;
    return {
      sealed: { text: fillCode(message.text, code), otp: { code, template } },
      kept: {
        messageId: id,
        ...(await hashCode(code)),
        expiresAt: Math.round(now + otp.validMinutes * MINUTE_MS),
      },
    };
  }

  return {
    give: (messageId, code, until) => void given.set(messageId, { code, until }),
    async seal(messages, now) {
      for (const [id, { until }] of given) if (until <= now) given.delete(id);
      const all = await Promise.all(messages.map((message) => seal(message, now)));
      const kept = all.flatMap((one) => (one.kept ? [one.kept] : []));
      if (kept.length > 0) await store.keepCodes(kept);
      return all.map(({ sealed }) => sealed);
    },
    forget: (messageId) => void given.delete(messageId),
  };
}

/** As many random digits (`node:crypto`), leading zeros among them. */
function makeCode(length: number): string {
  return String(randomInt(10 ** length)).padStart(length, '0');
}

async function hashCode(code: string): Promise<CodeHash> {
  const salt = randomBytes(SALT_BYTES);
  return { salt, hash: await scryptAsync(code, salt, HASH_BYTES, ROUNDS) };
}

/** Whether this is the code that was hashed; takes the same time either way. */
export async function isCode(code: string, { salt, hash }: CodeHash): Promise<boolean> {
  return timingSafeEqual(await scryptAsync(code, salt, HASH_BYTES, ROUNDS), hash);
}

/**
 * How a provider's history may show a message with a code, of which we keep only the masked text: with the very
 * code in it, or, once its hash is deleted, in our text with any digits in the code's place. Undefined for a
 * message without one.
 */
export function codeMatcher({
  text,
  otp,
}: Pick<DoubtfulMessage, 'text' | 'otp'>): ((shown: string) => boolean) | undefined {
  if (!otp) return undefined;
  const { codeLength, hash } = otp;
  if (hash) {
    const isOurs = remembered((digits) =>
      timingSafeEqual(scryptSync(digits, hash.salt, HASH_BYTES, ROUNDS), hash.hash),
    );
    return (shown) =>
      (shown.match(/\d+/g) ?? []).some((digits) => digits.length === codeLength && isOurs(digits));
  }
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^${escaped.replaceAll(CODE_MASK.repeat(codeLength), `\\d{${codeLength}}`)}$`);
  return (shown) => pattern.test(shown.trim());
}

/** Asks about the same digits once: an answer takes thirty milliseconds in which nothing else goes on. */
function remembered(ask: (digits: string) => boolean): (digits: string) => boolean {
  const answers = new Map<string, boolean>();
  return (digits) => {
    const answer = answers.get(digits) ?? ask(digits);
    answers.set(digits, answer);
    return answer;
  };
}
