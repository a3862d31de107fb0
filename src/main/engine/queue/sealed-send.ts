import { maskOf } from '../../../shared/otp.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Outcome, OutgoingMessage } from '../providers/provider.ts';
import type { ClaimedMessage, Settlement } from '../store/queue-store.ts';
import type { MessageDecision } from './decide.ts';
import type { OneTimeCodes, SealedMessage } from './one-time-codes.ts';

/** An adapter that says nothing of a message leaves it uncertain. */
const noOutcome: Outcome = {
  kind: 'ambiguous',
  code: 'no-answer',
  detail: 'The request broke off before its answer was read.',
};

const codeLost: Outcome = {
  kind: 'permanent',
  code: 'code-lost',
  detail: 'This code is not at hand any more, since codes are not kept. Send a new one.',
};

/** Nothing was written: the hash has to be on the disk first. */
const notSealed: Outcome = {
  kind: 'transient',
  detail: 'The code could not be noted on the disk.',
  throttled: false,
};

/**
 * What was claimed longer ago does not leave: the computer slept meanwhile, and a look-up would seek it at the wrong time.
 * Hashing the codes of a large group takes seconds; a look-up allows for a quarter of an hour.
 */
const LATEST_SEND_MS = 60_000;

const tooLate: Outcome = { kind: 'left-out', detail: 'The computer slept before it left.' };

interface SealedSendTools {
  readonly codes: OneTimeCodes;
  readonly clock: Clock;
  readonly log: Log;
  /** ONE request; an outcome for each message as far as it tells. */
  readonly send: (messages: readonly OutgoingMessage[]) => Promise<readonly Outcome[]>;
}

/**
 * Turns claimed messages into what goes out, codes filled in and their hashes on the disk, and sends it; one outcome
 * for each. One whose code is lost cannot be sent: certainly nothing of it was taken.
 *
 * @param claimedAt when they were claimed, by `Clock.uptime`
 */
export async function sealAndSend(
  { codes, clock, log, send }: SealedSendTools,
  messages: readonly ClaimedMessage[],
  claimedAt: number,
): Promise<readonly Outcome[]> {
  const sealed = await codes.seal(messages, clock.now()).catch((error: unknown) => {
    log.error('lane.seal', error);
    return null;
  });
  if (!sealed) return messages.map(() => notSealed);
  if (clock.uptime() - claimedAt > LATEST_SEND_MS) return messages.map(() => tooLate);
  const outgoing = messages.flatMap((message, index) => {
    const seal = sealed[index];
    return seal ? [toOutgoing(message, seal, clock.now())] : [];
  });
  const outcomes = outgoing.length === 0 ? [] : await send(outgoing);
  let next = 0;
  return sealed.map((seal) => (seal ? withoutCode(outcomes[next++] ?? noOutcome, seal.otp?.code) : codeLost));
}

/** What an answer says of the service name of one of DevSMS's approved texts; null for none and for any other text. */
export function verdictOf(
  { otp }: ClaimedMessage,
  next: MessageDecision,
): Pick<Settlement, 'serviceName'> | null {
  if (otp?.content.kind !== 'devsms') return null;
  const name = otp.content.serviceName;
  if (next.to === 'accepted') return { serviceName: { name, verdict: 'safe' } };
  const isDangerous = next.to === 'failed' && next.code === 'refused-charged';
  return isDangerous ? { serviceName: { name, verdict: 'dangerous' } } : null;
}

function toOutgoing(
  { reference, recipient, name, parts, sendAt }: ClaimedMessage,
  { text, otp }: SealedMessage,
  now: number,
): OutgoingMessage {
  // However soon: sent at once it would leave early, perhaps before a curfew ends.
  const held = sendAt !== null && sendAt > now ? { sendAt } : {};
  return { reference, recipient, name, text, parts, ...(otp ? { otp } : {}), ...held };
}

/** A provider may repeat in its refusal what it was sent; a code stands nowhere in clear. */
function withoutCode(outcome: Outcome, code: string | undefined): Outcome {
  if (code === undefined || outcome.kind === 'accepted') return outcome;
  return { ...outcome, detail: outcome.detail.replaceAll(code, maskOf(code.length)) };
}
